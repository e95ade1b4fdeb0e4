/** A column cannot be read as the type that the catalogue gives it: reading it anyway would be wrong without a word. */
export class ColumnUnfit extends Error {
  readonly column: string;

  constructor(column: string) {
    super('a column cannot be read as its type');
    this.name = 'ColumnUnfit';
    this.column = column;
  }
}

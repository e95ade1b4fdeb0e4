/** A place, with what its phones begin with. North America has only a hundred numbers an area code: ten places each. */
export interface WesternPlace {
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly phone: string;
}

const places = (table: string): readonly WesternPlace[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [city = '', region = '', postcode = '', phone = ''] = line.split('|').map((cell) => cell.trim());
      return { city, region, postcode, phone };
    });

export const westernPlaces: Readonly<Record<string, readonly WesternPlace[]>> = {
  US: places(`
    Springfield | IL | 62701 | 217
    Portland | OR | 97205 | 503
    Austin | TX | 78701 | 512
    Boston | MA | 02108 | 617
    Denver | CO | 80202 | 303
    Seattle | WA | 98101 | 206
    Madison | WI | 53703 | 608
    Tucson | AZ | 85701 | 520
    New York | NY | 10012 | 212
    San Francisco | CA | 94103 | 415`),
  CA: places(`
    Toronto | ON | M5V 2T6 | 416
    Vancouver | BC | V6B 1A1 | 604
    Montreal | QC | H2Y 1C6 | 514
    Halifax | NS | B3J 1S9 | 902
    Ottawa | ON | K1P 1J1 | 613
    Calgary | AB | T2P 1J9 | 403
    Winnipeg | MB | R3C 0A5 | 204
    Québec | QC | G1R 4P5 | 418
    Victoria | BC | V8W 1P6 | 250
    St. John's | NL | A1C 5M2 | 709`),
  GB: places(`
    Leeds | West Yorkshire | LS1 4AP | 7700
    Bristol | Avon | BS1 5TR | 7700
    Stoke-on-Trent | Staffordshire | ST1 1HP | 7700
    London | Greater London | SE1 7PB | 7700
    Edinburgh | Midlothian | EH1 1YZ | 7700`),
  DE: places(`
    Berlin | Berlin | 10115 | 30 23125
    Frankfurt am Main | Hessen | 60311 | 69 90009
    Hamburg | Hamburg | 20095 | 40 66969
    Köln | Nordrhein-Westfalen | 50667 | 221 4710
    München | Bayern | 80331 | 89 99998`),
  FR: places(`
    Lyon | Auvergne-Rhône-Alpes | 69002 | 6
    Paris | Île-de-France | 75011 | 6
    Nantes | Pays de la Loire | 44000 | 6
    Saint-Étienne | Auvergne-Rhône-Alpes | 42000 | 6`),
  AU: places(`
    Sydney | NSW | 2000 | 2
    Melbourne | VIC | 3000 | 3
    Brisbane | QLD | 4000 | 7
    Perth | WA | 6000 | 8`),
};

/** The first part of an address, as each country writes it. */
export const streets: Readonly<Record<string, readonly string[]>> = {
  US: ['# Elm Street', '# Willow Avenue', '# Old Mill Road', '# Harbor Drive', '# Juniper Lane', '# W 3rd Street'],
  CA: ['# Maple Crescent', '# Lakeshore Road', '# Rue des Bouleaux', '# Cedar Street'],
  GB: ['# Mill Lane', '# Church Row', "# St Anne's Terrace", '# Foundry Street', 'Flat #, Weavers Court'],
  DE: ['Lindenstraße #', 'Am Alten Markt #', 'Gartenweg #', 'Mühlengasse #', 'Kastanienallee #'],
  FR: ['# rue des Tilleuls', '# quai du Vieux Port', "# avenue de l'Abbaye", '# bis rue Haute'],
  AU: ['# Banksia Street', '# Wattle Grove', '# Harbour Parade', '# Coolibah Road'],
};

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

export interface Names {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly surnames: readonly string[];
}

/** By where a family comes from, which is not always where it lives. Particles, apostrophes and accents included. */
export const heritages: Readonly<Record<string, Names>> = {
  english: {
    women: words('Alice, Harriet, Grace, Ruth, Eleanor, Hazel, Poppy, Violet, Nora, Beatrice'),
    men: words('Oliver, Henry, George, Arthur, Walter, Miles, Edgar, Hugo, Stanley, Theo'),
    surnames: words(
      'Ashdown, Fairweather, Hollis, Pemberton, Thistlewood, Marlowe, Quill, Wainwright, Larkspur, Sutherby',
    ),
  },
  irish: {
    women: words('Maeve, Siobhán, Aoife, Niamh, Róisín'),
    men: words('Cormac, Declan, Fionn, Padraig, Eoin'),
    surnames: words("O'Brennan, O'Callaghy, MacSweeny, McTierney, O'Dowda"),
  },
  dutch: {
    women: words('Anouk, Femke, Lotte, Sanne, Marijke'),
    men: words('Jeroen, Pieter, Sander, Bram, Maarten'),
    surnames: words("van der Meulen, de Wilde, van den Akker, ten Brink, 't Hart, van Rooyen"),
  },
  spanish: {
    women: words('Lucía, Carmen, Inés, María José, Pilar'),
    men: words('Álvaro, Joaquín, Mateo, Íñigo, José Luis'),
    surnames: words('de la Fuente Ríos, García-Moral, del Olmo, Ibáñez Pardo, de los Santos, Peñalver'),
  },
  german: {
    women: words('Annika, Liesel, Käthe, Jutta, Frieda'),
    men: words('Jürgen, Matthias, Günther, Lukas, Heiner'),
    surnames: words('von Althausen, Müllersdorf, Schönbach, Weißkirch, zu Lindental, Krämerling'),
  },
  french: {
    women: words('Élodie, Margaux, Anne-Claire, Solène, Noémie'),
    men: words('Étienne, Jean-Baptiste, Loïc, Rémi, Thibault'),
    surnames: words("d'Argencourt, Le Goffic, de Montrevel, Lefèvrier, Beaucastel, L'Hermine"),
  },
  nordic: {
    women: words('Ingrid, Astrid, Solveig, Freja'),
    men: words('Søren, Bjørn, Åke, Leif'),
    surnames: words('Lindqvister, Østerby, Håkonsen, af Klintwall, Bergdahlin'),
  },
  slavic: {
    women: words('Katarzyna, Zofia, Ludmila, Milena'),
    men: words('Paweł, Wojciech, Dragan, Stanislav'),
    surnames: words('Wiśniewolski, Kovářek, Brzezicka, Šimunovec, Petrashko'),
  },
  indian: {
    women: words('Priya, Ananya, Meenakshi, Lakshmi'),
    men: words('Arjun, Rohan, Venkatesh, Sanjay'),
    surnames: words('Raghavanath, Chatterveda, Iyerman, Deshpandeya, Nair'),
  },
};

/** Who lives where, by weight. */
export const livesIn: Readonly<Record<string, readonly (readonly [heritage: string, weight: number])[]>> = {
  US: [
    ['english', 6],
    ['spanish', 4],
    ['irish', 2],
    ['dutch', 2],
    ['german', 1],
    ['slavic', 1],
    ['indian', 2],
    ['nordic', 1],
  ],
  CA: [
    ['english', 5],
    ['french', 4],
    ['indian', 2],
    ['slavic', 1],
    ['dutch', 1],
  ],
  GB: [
    ['english', 7],
    ['irish', 3],
    ['indian', 2],
    ['slavic', 1],
    ['nordic', 1],
  ],
  DE: [
    ['german', 7],
    ['dutch', 2],
    ['slavic', 2],
    ['spanish', 1],
  ],
  FR: [
    ['french', 7],
    ['spanish', 2],
    ['dutch', 1],
    ['slavic', 1],
  ],
  AU: [
    ['english', 5],
    ['irish', 2],
    ['dutch', 1],
    ['indian', 1],
  ],
};

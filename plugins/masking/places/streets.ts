/** What streets are called, in lower case and without accents: as patterns, by where the word stands. */
export const streetWords = {
  /** Behind the name: `Elm Street`, `Rákóczi út`. */
  behind:
    'street|str|st|avenue|ave|av|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|terrace|ter|close|crescent|cres|square|sq|row|mews|place|pl|parkway|pkwy|highway|hwy|circle|cir|trail|trl|walk|gardens|gdns|grove|hill|rise|view|green|loop|alley|plaza|turnpike|expressway|esplanade|quay|wharf|route|pass|path|pike|mall|estate|park|causeway|broadway|streets|courts|avenues|lodge|harkeswei|utca|ut|u|ter|krt|ulica|ulice|cesta|namesti|trg|ucesi|bulvar|sokak|caddesi|cad|sok|katu|tie|vag|gata|vei|veien|gate|gatan|vej',
  /** In front of the name: `Rue des Lilas`, `ul. Polna`. */
  before:
    'rue|avenue|av|avenida|boulevard|bd|chemin|impasse|quai|allee|place|calle|c/|carrera|cra|paseo|plaza|camino|carrer|via|viale|piazza|corso|largo|strada|vicolo|rua|travessa|praca|estrada|rodovia|alameda|ul|ulica|al|aleja|aleje|plac|os|osiedle|str|strada|bulevardul|calea|ulitsa|prospekt|jalan|jl|iroon|leof|leoforos|odos',
  /** At the end of one word: `Lindenstraße`, `Storgatan`. */
  within:
    'strasse|straße|stra(?:ss|ß)|str|weg|gasse|platz|allee|ufer|damm|ring|steig|chaussee|brucke|gatan|gata|gaten|vagen|vegen|veien|vollen|vej|vaenget|gade|straat|laan|plein|gracht|kade|dijk|singel|katu|tie|kuja|polku|raitti|utca|ova|eva|skog|bakken|stien|alle|strasze|strasse',
} as const;

/** States and provinces whose names or letters stand in addresses. */
export const regions =
  'al|ak|az|ar|ca|co|ct|de|fl|ga|hi|ia|id|il|in|ks|ky|la|ma|md|me|mi|mn|mo|ms|mt|nc|nd|ne|nh|nj|nm|nv|ny|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|va|vt|wa|wi|wv|wy|dc|nsw|vic|qld|act|tas|nt|on|qc|bc|ab|mb|sk|ns|nb|nl|pe|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta|manitoba|saskatchewan|nova scotia|victoria|queensland|new south wales|tasmania|western australia|south australia|rheinland-pfalz|bayern|bavaria|hessen|sachsen|catalonia|scotland|england|wales|northern ireland';

/** Those that are no words of a sentence: names of states, provinces and countries, and letters that mean nothing else. */
export const regionsInFull =
  'ak|az|ct|fl|ga|ia|il|ks|ky|mi|mn|mt|nc|nd|ne|nh|nj|nm|nv|ny|ri|sc|sd|tn|tx|ut|vt|wi|wv|wy|dc|bc|qc|nsw|qld|uk|usa|nz|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta|manitoba|saskatchewan|nova scotia|queensland|new south wales|tasmania|bavaria|scotland|england|wales|ireland|northern ireland|australia|austria|belgium|brazil|canada|china|denmark|egypt|finland|france|germany|greece|hungary|india|indonesia|israel|italy|japan|kenya|malaysia|mexico|netherlands|new zealand|nigeria|norway|pakistan|poland|portugal|romania|russia|singapore|south africa|south korea|spain|sweden|switzerland|thailand|turkey|ukraine|united kingdom|united states|vietnam';

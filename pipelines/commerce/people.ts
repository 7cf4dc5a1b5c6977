/** Given names, from all over. */
export const givenNames = list(`
  Ada, Adam, Aisha, Alejandro, Alice, Amara, Amir, Ana, Anders, Anna, Antonio, Aoife, Arjun, Astrid,
  Ben, Bianca, Björn, Camila, Carlos, Chen, Chiara, Chloé, Clara, Daniel, David, Diego, Elena, Elif,
  Emil, Emma, Eva, Fatima, Felix, Finn, Francesca, Freya, George, Giulia, Grace, Hana, Hannah, Hugo,
  Ibrahim, Ines, Isabel, Ivan, Jack, Jakub, Jana, João, Jonas, José, Julia, Kai, Karim, Katarzyna,
  Kofi, Lars, Laura, Layla, Lea, Leo, Lin, Linnéa, Lucas, Lucía, Luka, Maja, Marco, Maria, Marta,
  Mateo, Max, Mei, Mia, Michał, Mila, Mohamed, Nadia, Niamh, Nina, Noah, Nora, Olga, Oliver, Omar,
  Oscar, Paula, Pedro, Petra, Priya, Rafael, Rosa, Samuel, Sara, Sofia, Stefan, Tariq, Theo, Tomás,
  Valentina, Viktor, Yara, Yuki, Zoë
`);

/** Family names. */
export const familyNames = list(`
  Abebe, Ahmed, Almeida, Andersen, Bauer, Becker, Bernard, Bianchi, Brown, Byrne, Campbell, Castro,
  Chen, Clarke, Costa, Cruz, Davies, Diallo, Díaz, Dubois, Edwards, Eriksson, Esposito, Evans,
  Fernández, Ferrari, Fischer, Fontaine, Garcia, Gomez, González, Green, Gupta, Haddad, Hall, Hansen,
  Hoffmann, Horvat, Hughes, Ivanova, Jensen, Johansson, Jones, Kaya, Kelly, Khan, Kim, King, Klein,
  Kovács, Kowalski, Kumar, Larsen, Lefèvre, Lewis, Li, López, Martin, Martinez, Mensah, Meyer,
  Moreau, Moretti, Morris, Müller, Murphy, Nakamura, Nguyen, Nielsen, Novák, Nowak, O'Brien, Okafor,
  Olsen, Osei, Patel, Pereira, Petrov, Popescu, Ricci, Roberts, Rossi, Sánchez, Santos, Sato,
  Schmidt, Schneider, Scott, Silva, Singh, Smith, Sørensen, Suzuki, Tanaka, Taylor, Thomas, Tremblay,
  van Dijk, Virtanen, Wagner, Walker, Wang, Weber, White, Wilson, Wójcik, Yilmaz, Zhang
`);

/** Countries of the customers, with the share of each. */
export const countries = [
  ["US", 0.31],
  ["DE", 0.14],
  ["GB", 0.13],
  ["FR", 0.1],
  ["ES", 0.06],
  ["IT", 0.06],
  ["CA", 0.05],
  ["NL", 0.04],
  ["PL", 0.03],
  ["SE", 0.03],
  ["AU", 0.02],
  ["BR", 0.02],
  ["JP", 0.01],
] as const;

/** A name in the letters an e-mail address is made of. */
export function mailName(name: string): string {
  const plain = name.normalize("NFD").replaceAll("ł", "l").replaceAll("ø", "o").toLowerCase();
  return plain.replace(/[^a-z]/g, "");
}

function list(names: string): readonly string[] {
  return names.trim().split(/,\s+/);
}

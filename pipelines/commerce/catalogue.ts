/** What the shop sells, by category, with the range of prices in cents. */
export const catalogue = [
  {
    category: "kitchen",
    code: "KIT",
    nouns: ["Kettle", "Frying Pan", "Teapot", "Knife Set", "Mixing Bowl"],
    cents: [900, 18_000],
  },
  {
    category: "furniture",
    code: "FUR",
    nouns: ["Desk", "Chair", "Bookcase", "Stool", "Side Table"],
    cents: [4_500, 90_000],
  },
  {
    category: "lighting",
    code: "LIG",
    nouns: ["Desk Lamp", "Floor Lamp", "Lantern", "Pendant Light"],
    cents: [1_500, 32_000],
  },
  {
    category: "garden",
    code: "GAR",
    nouns: ["Watering Can", "Planter", "Bench", "Trowel", "Bird Bath"],
    cents: [700, 40_000],
  },
  {
    category: "textiles",
    code: "TEX",
    nouns: ["Blanket", "Cushion", "Rug", "Curtain", "Bath Towel"],
    cents: [1_200, 45_000],
  },
  {
    category: "stationery",
    code: "STA",
    nouns: ["Notebook", "Fountain Pen", "Desk Pad", "Calendar"],
    cents: [300, 9_500],
  },
  {
    category: "travel",
    code: "TRA",
    nouns: ["Backpack", "Suitcase", "Wash Bag", "Water Bottle"],
    cents: [1_400, 38_000],
  },
  {
    category: "toys",
    code: "TOY",
    nouns: ["Puzzle", "Building Blocks", "Board Game", "Kite", "Train Set"],
    cents: [800, 15_000],
  },
] as const;

/** Words before the noun. */
export const styles = [
  "Classic",
  "Compact",
  "Everyday",
  "Folding",
  "Heritage",
  "Large",
  "Nordic",
  "Modern",
  "Small",
  "Studio",
] as const;
export const materials = [
  "Ash",
  "Bamboo",
  "Brass",
  "Ceramic",
  "Copper",
  "Cotton",
  "Linen",
  "Oak",
  "Steel",
  "Walnut",
] as const;

/** The folder with the shipped datasets; beside `src` and `dist` alike. */
export const dataFolder: URL = new URL("../data/", import.meta.url);

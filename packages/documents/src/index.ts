export { checkDocument, type CheckOptions, readDocument, type ReadOptions } from "./read-document.js";
export { parseJson } from "./parse-json.js";
export { type PlaceOf, type Path, placesIn } from "./places.js";

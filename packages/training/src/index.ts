export { buildEngine, type Engine, initialise, stepSeed } from "./engine/engine.js";
export { adamStep } from "./engine/adam.js";
export { merkelNetwork } from "./network/merkel.js";
export { argmax, softmax } from "./loss/softmax-cross-entropy.js";

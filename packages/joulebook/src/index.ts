export { exitCodes } from "@joulebook/core";

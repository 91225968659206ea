/** Core has the one hypervolume, because its fronts use it too; searches find it here beside the other indicators. */
export { hypervolume } from "@joulebook/core";

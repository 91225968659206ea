/** How traffic and loading are counted: as the reference tool does, or as hardware would. */
export type Convention = "zigzag" | "sound";

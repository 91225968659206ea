/** Thrown where a browser is needed and none was found; says how to get one. Everything but the PDF and pictures works without. */
export class NoBrowserError extends Error {
  readonly code = "no-browser";
  readonly fix: string;
  constructor() {
    super(`no browser found to print with; ${howToGetBrowser}`);
    this.name = "NoBrowserError";
    this.fix = howToGetBrowser;
  }
}

/** One sentence with the commands that bring a browser. */
export const howToGetBrowser: string =
  "install one with `npx puppeteer browsers install chrome-headless-shell`, or on Debian and Ubuntu with " +
  "`apt-get install chromium-headless-shell fonts-dejavu-core`, or name one in JOULEBOOK_BROWSER";

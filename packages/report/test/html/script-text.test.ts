import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scriptJson, scriptSource } from "../../src/html/script-text.js";

describe("scriptJson", () => {
  it("never ends its script element, and reads back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        const json = scriptJson({ value, text, end: `</script><!-- ${text}` });
        expect(json).not.toMatch(/[<\u2028\u2029]/);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text, end: `</script><!-- ${text}` })));
      }),
    );
  });
});

describe("scriptSource", () => {
  it("leaves nothing that a page would take for the script's end", () => {
    const source = scriptSource('var a = "</script>", b = "</SCRIPT >", c = /<!--/;');
    expect(source).not.toMatch(/<\/script|<!--/i);
    // eslint-disable-next-line no-new-func
    expect(new Function(`${source} return [a, b, c.source]`)()).toEqual(["</script>", "</SCRIPT >", "<\\!--"]);
  });
});

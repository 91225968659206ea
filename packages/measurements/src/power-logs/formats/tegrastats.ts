import type { LogFormat, SampleConsumer } from "../log-sink.js";
import { textLines } from "../text-lines.js";
import { timestampBytes } from "../timestamp-bytes.js";

/** Rails that hold the whole module or board; all others are parts of it. */
const whole = /^(VDD_IN|POM_5V_IN|POM_5V0_IN|VIN_SYS_5V0|VDD_TOTAL|IN)$/;
const rail = /\b((?:POM|VDD|VIN)_[A-Z0-9_]+) (\d+)(?:mW)?\/\d+(?:mW)?/g;

/**
 * `tegrastats` of NVIDIA Jetson boards, old form (`POM_5V_IN 1972/1972`, milliwatts) and new form (`VDD_IN 5542mW/5542mW`):
 * the first number is now, the second a mean. Lines without a time are one interval apart, one second unless the mapping
 * says another.
 */
export const tegrastats: LogFormat = {
  id: "tegrastats",
  title: "NVIDIA tegrastats",
  verified: true,
  basis: "board",
  quality: "on-board-sensor",
  detects: ({ text }) => /\bRAM \d+\/\d+MB\b.*\b(POM|VDD|VIN)_[A-Z0-9_]+ \d+/.test(text.slice(0, 1 << 14)),
  open(sink) {
    const channels = new Map<string, SampleConsumer>();
    const time = Float64Array.of(0);
    const power = Float64Array.of(0);
    let untimed = 0;
    let samples = 0;
    return textLines((text, number, cut) => {
      const stamp = /^(\d\d-\d\d-\d{4} \d\d:\d\d:\d\d)\b/.exec(text)?.[1];
      const at = stamp === undefined ? Number.NaN : timestampBytes(Buffer.from(stamp), 0, stamp.length);
      const rails = [...text.matchAll(rail)];
      if (rails.length === 0) {
        if (text.trim() !== "") sink.note("skipped-line", "the line holds no rail and is left out", number);
        return;
      }
      if (cut) sink.note("cut-line", "the last line has no line end: it may be cut off", number);
      if (Number.isNaN(at)) {
        if (untimed === 0)
          sink.note("assumed-interval", "the lines hold no times: taken as 1 s apart, the tool's default", number);
        untimed++;
      }
      time[0] = Number.isNaN(at) ? samples : at;
      samples++;
      for (const [, name = "", milliwatts] of rails) {
        let consumer = channels.get(name);
        if (consumer === undefined) {
          if (channels.size >= 64) continue;
          const isWhole = whole.test(name);
          consumer = sink.channel({ name, kind: "power", whole: isWhole, basis: isWhole ? "board" : "rail" });
          channels.set(name, consumer);
        }
        power[0] = Number(milliwatts) * 1e-3;
        consumer.add(time, power, 1);
      }
    });
  },
};

// Writes devices/textbook-45nm.json and devices/eyeriss-ratios.json. Usage: node tools/roofline-presets.mjs
import { writeDevice } from "./write-device.mjs";

const pJ = 1e-12;
const horowitz = { source: "horowitz", unverified: true };
const chip = { source: "chip", assumed: true };
/** Energy of a 32-bit access, per byte. */
const perByte = (energy) => ({ value: (energy * pJ) / 4, ...horowitz });

writeDevice({
  schema: "joulebook/device@1",
  id: "textbook-45nm",
  title: "Textbook chip in 45 nm",
  kind: "roofline",
  sources: {
    horowitz: {
      title: "M. Horowitz, Computing's Energy Problem, ISSCC 2014: energies at 45 nm, 0.9 V",
      note: "Rows of 32 bits were confirmed by another public source; the others were not checked against the printed table. A MAC is a multiplication and an addition: int8 0.2 + 0.1 pJ (32-bit sum), fp16 1.1 + 0.4, fp32 3.7 + 0.9. Registers 1 pJ and SRAM of 1 MB 50 pJ per 32 bits (100 per 64), DRAM 640 pJ per 32 bits.",
    },
    chip: {
      title: "none: a chip made up to carry these energies",
      note: "256 units at 1 GHz, 10 GB/s of DRAM, no leakage",
    },
  },
  notes: [
    "Energies per MAC and byte are the textbook's; rates and sizes are made up, so latencies illustrate and energies compare.",
    "Control, clocks and leakage are left out: real chips take more.",
  ],
  peak: [8, 16, 32].map((bits) => ({ bits, value: 256e9, ...chip })),
  macEnergy: [
    { bits: 8, value: 0.3 * pJ, ...horowitz },
    { bits: 16, value: 1.5 * pJ, ...horowitz },
    { bits: 32, value: 4.6 * pJ, ...horowitz },
  ],
  memories: [
    { name: "registers", readEnergy: perByte(1), writeEnergy: perByte(1) },
    { name: "SRAM", size: { value: 1024 * 1024, ...horowitz }, readEnergy: perByte(50), writeEnergy: perByte(50) },
    { name: "DRAM", bandwidth: { value: 10e9, ...chip }, readEnergy: perByte(640), writeEnergy: perByte(640) },
  ],
});

const ratios = { source: "eyeriss", unverified: true };
const unit = { source: "unit", assumed: true };
/** An access of 16 bits that costs so many MACs, per byte. */
const macsPerAccess = (count) => ({ value: (count * pJ) / 2, ...ratios });

writeDevice({
  schema: "joulebook/device@1",
  id: "eyeriss-ratios",
  title: "Eyeriss: energies of data movement as multiples of a MAC",
  kind: "roofline",
  sources: {
    eyeriss: {
      title:
        "Y.-H. Chen, J. Emer, V. Sze, Eyeriss: A Spatial Architecture for Energy-Efficient Dataflow for CNNs, ISCA 2016",
      note: "Energy of a 16-bit access over that of a MAC: register file 1, between units 2, global buffer 6, DRAM 200. 168 units at 200 MHz, 108 KB of buffer. Not checked against the printed source.",
    },
    unit: { title: "none: the unit of energy", note: "A 16-bit MAC is taken as 1 pJ; only ratios mean something." },
  },
  notes: ["A MAC is 1 pJ by definition here: read energies as numbers of MACs."],
  peak: [{ bits: 16, value: 168 * 200e6, ...ratios }],
  macEnergy: [{ bits: 16, value: pJ, ...unit }],
  memories: [
    { name: "register file", readEnergy: macsPerAccess(1), writeEnergy: macsPerAccess(1) },
    { name: "between units", readEnergy: macsPerAccess(2), writeEnergy: macsPerAccess(2) },
    {
      name: "global buffer",
      size: { value: 108 * 1024, ...ratios },
      readEnergy: macsPerAccess(6),
      writeEnergy: macsPerAccess(6),
    },
    { name: "DRAM", readEnergy: macsPerAccess(200), writeEnergy: macsPerAccess(200) },
  ],
});

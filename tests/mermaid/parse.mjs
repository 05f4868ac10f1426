// Reads a diagram on standard input with Mermaid's own parser; says what kind it is, or what is wrong.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import("mermaid");
try {
  const { diagramType } = await mermaid.parse(readFileSync(0, "utf8"));
  console.log(diagramType);
} catch (fault) {
  console.error(String(fault.message ?? fault));
  process.exit(1);
}

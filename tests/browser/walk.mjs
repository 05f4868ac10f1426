// Drives the pages of `serve --projects FOLDER` in a real browser. `node walk.mjs ADDRESS [FOLDER FOR SCREENSHOTS]`: every line on
// standard output is one fault; none means that all is well. With a folder the pages are kept as pictures, to look at.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const home = mkdtempSync(join(tmpdir(), "beslisboom-browser-"));
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
args.push("--disable-background-networking", "--disable-component-update", "--disable-sync");
const faults = [];
const fault = (text) => faults.push(text);

// A browser of its own for each way of looking: only what is asked of it is on.
async function browse(options, work) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const folder = mkdtempSync(join(home, "profile-"));
  const context = await chromium.launchPersistentContext(folder, { executablePath, args, ...options });
  context.setDefaultTimeout(30_000);
  const page = context.pages()[0] ?? (await context.newPage());
  // That a reply was refused (422) or a page is not there (404) is what the browser was to see; and who follows the
  // link of an error to its field has the focus there already.
  const meant = /status of (404|409|422)|^Autofocus processing was blocked because a document's URL has a fragment/;
  page.on("console", (line) => meant.test(line.text()) || fault(`console of ${page.url()}: ${line.text()}`));
  page.on("request", (it) => it.url().startsWith(address) || fault(`asked elsewhere: ${it.url()}`));
  try {
    await work(page, context);
  } finally {
    await context.close();
  }
}

// Every kind of page, each with an address that leads there.
const full = "begint=gemeente&wet=vrij&keuze=deels&project.name=Dorpsstraat&note.keuze=Het+riool+ligt+vast.";
const kinds = (language) => [
  ["home", `${language}/`],
  ["start", `${language}/trees/schiedam/start`],
  ["question", `${language}/trees/schiedam/question?begint=gemeente`],
  ["number", `${language}/trees/schiedam/question?${full}&step.ask=tijd`],
  ["several", `${language}/trees/schiedam/question?${full}&step.ask=doelgroep`],
  ["left-out", `${language}/trees/schiedam/question?tree.version=1&begint=gem`],
  ["overview", `${language}/trees/schiedam/overview?${full}`],
  ["advice", `${language}/trees/initiatief/advice?${open("initiatief")}`],
  ["approach", `${language}/trees/schiedam/approach?${open("schiedam")}`],
  ["rung", `${language}/trees/schiedam/rung?${open("schiedam")}`],
  ["no-reason", `${language}/trees/schiedam/rung?${open("schiedam")}&chosen.rung=raadplegen&step.chosen=yes`],
  ["short", `${language}/trees/schiedam/advice?${open("schiedam")}&step.short=yes`],
  ["why", `${language}/trees/schiedam/why?${full}`],
  ["choose", `${language}/trees/schiedam/compare?${full}`],
  ["compare", `${language}/trees/schiedam/compare?${full}&step.compare=keuze`],
  ["tree", `${language}/trees/schiedam/tree?${full}`],
  ["large", `${language}/trees/schiedam/tree?${full}&step.size=large`],
  ["projects", `${language}/projects`],
  ["project", `${language}/project?project.file=dorpsstraat.yaml`],
  ["document", `${language}/document/report?project.file=dorpsstraat.yaml`],
  ["form", `${language}/fill-in/report?project.file=dorpsstraat.yaml`],
  ["form-item", `${language}/fill-in/evaluation?project.file=dorpsstraat.yaml&item=judgement%20vroeg`],
  ["form-plan", `${language}/fill-in/plan?project.file=dorpsstraat.yaml&item=methods%200`],
  ["form-words", `${language}/fill-in/report?project.file=dorpsstraat.yaml&item=done%201`],
  ["kept", `${language}/part?project.file=dorpsstraat.yaml&project.number=0`],
  ["changed", `${language}/trees/schiedam/overview?${full}&project.file=dorpsstraat.yaml&project.number=0&project.seen=1`],
  ["open", `${language}/open`],
  ["list", `${language}/list`],
  ["ladders", `${language}/ladders?one=heusden&two=schiedam`],
  ["ladder", `${language}/ladders/schiedam`],
  ["methods", `${language}/methods`],
  ["method", `${language}/methods/stamtafel`],
  ["accessibility", `${language}/accessibility`],
  ["about", `${language}/about`],
  ["missing", `${language}/nowhere`],
];

// Replies that are filled in below, once the browser knows what each tree asks.
const everything = {};
function open(tree) {
  return everything[tree] ?? "";
}

// Answers every question of a tree with the first answer, by keyboard alone where asked.
async function converse(page, tree, byKeyboard) {
  await page.goto(`${address}nl/trees/${tree}/question`);
  for (let number = 0; number < 60 && (await page.locator("[name='step.asked']").count()); number++) {
    const choices = page.locator("form[action$='/question'] .choice input");
    if (byKeyboard) {
      await reach(page, () => document.activeElement.matches(".choice input, #reply"));
      if (await page.locator("#reply").count()) await page.keyboard.type("20");
      else await page.keyboard.press("Space");
      await reach(page, () => document.activeElement.matches("main form button.main"));
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    } else {
      if (await page.locator("#reply").count()) await page.fill("#reply", "20");
      else await choices.first().check();
      await page.click("main form button.main");
    }
  }
  if ((await page.title()).split(" – ")[0] !== "Je antwoorden") fault(`${tree}: no overview, but ${await page.title()}`);
  everything[tree] = new URL(page.url()).search.slice(1);
}

// Two windows on one project: the first saves, the second hears of it, and keeps its own as another part.
async function save(one, two) {
  for (const window of [one, two]) await window.goto(`${address}nl/part?project.file=dorpsstraat.yaml&project.number=0`);
  for (const [window, weeks] of [[one, "12"], [two, "20"]]) {
    await window.click("a[href$='step.ask=tijd']");
    await window.fill("#reply", weeks);
    await window.click("main form button.main");
  }
  await one.click(".keep button");
  if (!(await one.textContent(".keep")).includes("Bewaard in dorpsstraat.yaml.")) fault("the first window does not save");
  await two.click(".keep button");
  if (!(await two.title()).startsWith("Niet bewaard")) fault(`the second window overwrites, or ${await two.title()}`);
  await judge(two, "not saved");
  if (!(await two.evaluate(() => document.activeElement.matches(".errors")))) fault("what went wrong has no focus");
  await two.click("main form button.main");
  if (!(await two.textContent(".keep")).includes("Bewaard in dorpsstraat.yaml.")) fault("the second window keeps nothing");
}

// Goes on with Tab until something has the focus.
async function reach(page, there) {
  for (let step = 0; step < 60; step++) {
    if (await page.evaluate(there)) {
      const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
      if (!seen) fault(`the focus cannot be seen on ${page.url()}`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  fault(`the keyboard does not come there: ${page.url()}`);
}

async function judge(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  for (const { id, nodes } of result.violations) fault(`${name}: ${id}: ${nodes[0].html.slice(0, 200)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fault(`${name}: ${wide} pixels scroll sideways`);
  if ((await page.locator("h1").count()) !== 1) fault(`${name}: not one h1`);
}

try {
  // Scripts are off for everybody but the judge, whose own scripts the policy of the page would else stop.
  await browse({ javaScriptEnabled: false, viewport: { width: 1024, height: 768 } }, async (page) => {
    await page.goto(`${address}nl/trees/schiedam/question`);
    await page.click("main form button.main");
    if (!(await page.title()).startsWith("Fout: ")) fault("nothing chosen is no error");
    await page.click(".errors a");
    await page.check("[value=gemeente]");
    await page.fill("#note", `<script>alert("x")</script> \u202e 'één'`);
    await page.click("main form button.main");
    if (!(await page.title()).startsWith("Vraag 2")) fault(`no second question, but ${await page.title()}`);
    await page.reload();
    if (!(await page.title()).startsWith("Vraag 2")) fault("reload loses the question");
    await page.goBack();
    await page.goForward();
    if (!(await page.title()).startsWith("Vraag 2")) fault("back and forward lose the question");
    await page.click(".back a");
    if (!(await page.isChecked("[value=gemeente]"))) fault("back by link loses the reply");
    if (!(await page.inputValue("#note")).includes("<script>")) fault("back by link loses the note");
    await page.click("main form button.main");
  });
  await browse({ viewport: { width: 1024, height: 768 }, bypassCSP: true }, async (page, context) => {
    for (const tree of ["schiedam", "initiatief"]) await converse(page, tree, tree === "schiedam");
    // Two windows do not know of each other.
    const [one, two] = [page, await context.newPage()];
    await one.goto(`${address}nl/trees/schiedam/question`);
    await two.goto(`${address}nl/trees/schiedam/question`);
    await one.check("[value=gemeente]");
    await two.check("[value=inwoners]");
    await one.click("main form button.main");
    await two.click("main form button.main");
    if (!one.url().includes("begint=gemeente") || !two.url().includes("begint=inwoners")) fault("two windows mix");
    await save(one, two);
  });
  const widths = [320, 1024];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of widths) {
      await browse({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true }, async (page) => {
        for (const language of ["nl", "en"]) {
          for (const [kind, path] of kinds(language)) {
            const name = `${kind}-${language}-${colorScheme}-${width}`;
            await page.goto(address + path);
            await judge(page, name);
            if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: kind !== "large" });
          }
        }
      });
    }
  }
  // Four times as large: what a screen of 1280 pixels then has room for.
  const large = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, bypassCSP: true };
  await browse(large, async (page) => {
    await page.goto(`${address}nl/trees/schiedam/question`);
    await judge(page, "400 per cent");
    await page.check("[value=gemeente]");
    await page.click("main form button.main");
    if (!(await page.title()).startsWith("Vraag 2")) fault("400 per cent: the button cannot be used");
  });
  if (shots) {
    await browse({ viewport: { width: 1024, height: 900 } }, async (page) => {
      await page.goto(`${address}nl/trees/initiatief/advice?${open("initiatief")}`);
      await page.pdf({ path: join(shots, "advice.pdf"), format: "A4" });
    });
  }
} catch (thrown) {
  fault(String(thrown.stack ?? thrown));
}
rmSync(home, { recursive: true, force: true });
if (faults.length) console.log(faults.join("\n"));

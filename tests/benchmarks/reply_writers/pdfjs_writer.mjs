// Fills boxes and saves through pdf.js, as Firefox does. Arguments: from, to, a JSON file of values,
// the folder of pdfjs-dist.
import fs from "node:fs";
const [source, target, given, folder] = process.argv.slice(2);
const pdfjs = await import(`${folder}/legacy/build/pdf.mjs`);
const values = JSON.parse(fs.readFileSync(given, "utf8"));
const data = new Uint8Array(fs.readFileSync(source));
const pdf = await pdfjs.getDocument({ data, useSystemFonts: true, verbosity: 0 }).promise;
const fields = await pdf.getFieldObjects();
for (const [name, value] of Object.entries(values)) {
  for (const field of fields[name] ?? []) {
    pdf.annotationStorage.setValue(field.id, { value });
  }
}
pdf.annotationStorage.setValue("pdfjs_internal_editor_0", {
  annotationType: pdfjs.AnnotationEditorType.FREETEXT,
  color: [0, 0, 0], fontSize: 10, value: "A note from pdf.js", pageIndex: 0,
  rect: [100, 700, 260, 730], rotation: 0, structTreeParentId: null, user: "The coach", date: new Date(),
});
fs.writeFileSync(target, await pdf.saveDocument());
process.exit(0);

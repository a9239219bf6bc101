// Fills boxes and adds a note through MuPDF (mutool run). Arguments: from, to, a JSON file of values.
var doc = new PDFDocument(scriptArgs[0]);
var values = JSON.parse(read(scriptArgs[2]));
var fields = doc.getTrailer().get("Root").get("AcroForm").get("Fields");
var next = 0;
for (var i = 0; i < doc.countPages(); ++i) {
  var page = doc.loadPage(i);
  var widgets = page.getWidgets();
  for (var j = 0; j < widgets.length; ++j) {
    var name = fields.get(next++).get("T").asString();
    if (!(name in values)) continue;
    var kind = widgets[j].getFieldType();
    if (kind == "text") widgets[j].setTextValue(values[name]);
    else if (kind == "checkbox") { if (values[name]) widgets[j].toggle(); }
    else widgets[j].setChoiceValue(values[name]);
    widgets[j].update();
  }
  if (i == 0) {
    var note = page.createAnnotation("Text");
    note.setRect([100, 100, 120, 120]);
    note.setContents("A note from MuPDF");
    note.setAuthor("The coach");
    note.update();
  }
}
doc.save(scriptArgs[1], "incremental");

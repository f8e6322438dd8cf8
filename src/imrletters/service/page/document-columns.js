// The columns of the table of the documents reviewed.

/** The headings of the columns, by the field of a document that they edit. @type {Record<string, string>} */
export const COLUMNS = {
  kind: "Kind",
  title: "Title",
  author: "Author",
  date: "Date",
  last_date: "To",
  pages: "Pages",
};

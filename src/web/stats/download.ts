/** The mark at its beginning tells spreadsheets that a text is UTF-8. */
export const downloadText = (name: string, text: string): void =>
  download(name, new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));

/** The rows as an Excel file, whole numbers as numbers; its writer is loaded when it is first needed. */
export const downloadSheet = async (
  title: string,
  [head = [], ...rows]: readonly (readonly string[])[],
): Promise<void> => {
  const { default: write } = await import('write-excel-file/universal');
  const cells = rows.map((row) => row.map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : text)));
  const sheet = write([head.map((value) => ({ value, fontWeight: 'bold' as const })), ...cells], {
    // Excel allows no more in the name of a sheet, and none of these characters.
    sheet: title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    stickyRowsCount: 1,
    columns: head.map((_, column) => ({ width: widthOf([head, ...rows].map((row) => row[column] ?? '')) })),
  });
  download(`${title}.xlsx`, await sheet.toBlob());
};

const WIDEST = 60;
const widthOf = (texts: readonly string[]): number =>
  Math.min(WIDEST, Math.max(...texts.map(({ length }) => length)) + 2);

const download = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

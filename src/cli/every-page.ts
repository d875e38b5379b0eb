interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

const PAGE = 1000;

/** Every row of a list that is read a page at a time. */
export async function everyPage<Row>(
  read: (page: { readonly offset: number; readonly limit: number }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await read({ offset, limit: PAGE });
    rows.push(...page.rows);
    if (offset + PAGE >= page.total) return rows;
  }
}

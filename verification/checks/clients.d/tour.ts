// The ten-minute tour with the client that openapi-generator makes for TypeScript.
import { Configuration, DataApi, EntriesApi, RequestsApi, ResponseError, SearchApi } from './client';

const [url, token] = process.argv.slice(2);
const anybody = new Configuration({ basePath: url });

function check(what: string, holds: boolean): void {
  if (!holds) {
    throw new Error(what);
  }
}

async function refused(call: Promise<unknown>, status: number, member: string): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ResponseError) {
      const problem = await error.response.json();
      check(`${status} expected: ${JSON.stringify(problem)}`, error.response.status === status && problem[member]);
      return;
    }
    throw error;
  }
  throw new Error(`not refused with ${status}`);
}

async function tour(): Promise<void> {
  const found = await new SearchApi(anybody).searchEntries({ q: '公交站点', limit: 1 });
  check('nothing found', (found.total ?? 0) >= 1);
  const { entry } = await new EntriesApi(anybody).getEntry({ id: found.items![0].id! });
  check('no entry', !!entry?.title?.zh && entry.openness?.level === 'unconditional');
  const rows = await new DataApi(anybody).getRows({
    id: entry!.distributions![0].id!, filter: ['所在区县:eq:榆溪区'], limit: 5,
  });
  const column = rows.columns!.findIndex((each) => each.name === '所在区县');
  check('no rows', rows.rows!.length > 0 && rows.rows!.every((row) => row[column] === '榆溪区'));

  await refused(new RequestsApi(anybody).listRequests(), 401, 'code');

  const department = new RequestsApi(new Configuration({ basePath: url, accessToken: token }));
  check('no requests', (await department.listRequests({ direction: 'out' })).items!.length > 0);
  await refused(department.createRequest({ sharingRequestFields: { entry: entry!.id } }), 422, 'violations');
}

tour().catch((error) => {
  console.error(error);
  process.exit(1);
});

"""The ten-minute tour with the client that openapi-python-client makes."""

import sys

from shuyuan_client import AuthenticatedClient, Client
from shuyuan_client.api.data import get_rows
from shuyuan_client.api.entries import get_entry
from shuyuan_client.api.requests import create_request, list_requests
from shuyuan_client.api.search import search_entries
from shuyuan_client.models import Problem, SharingRequestFields

url, token = sys.argv[1:]
anybody = Client(base_url=url)

found = search_entries.sync(client=anybody, q="公交站点", limit=1)
assert found.total >= 1, found
entry = get_entry.sync(found.items[0].id, client=anybody).entry
assert entry.title.zh and entry.openness.level == "unconditional", entry
rows = get_rows.sync(entry.distributions[0].id, client=anybody, filter_=["所在区县:eq:榆溪区"], limit=5)
column = [each.name for each in rows.columns].index("所在区县")
assert rows.rows and all(row[column] == "榆溪区" for row in rows.rows), rows

refused = list_requests.sync_detailed(client=anybody)
assert refused.status_code == 401 and isinstance(refused.parsed, Problem) and refused.parsed.code == "token-missing", refused

department = AuthenticatedClient(base_url=url, token=token)
assert list_requests.sync(client=department, direction="out").items
refused = create_request.sync_detailed(client=department, body=SharingRequestFields(entry=entry.id))
assert refused.status_code == 422 and refused.parsed.violations, refused

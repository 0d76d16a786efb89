"""The ten-minute tour with the client that openapi-generator makes for Python."""

import sys

import shuyuan_client as shuyuan
from shuyuan_client.rest import ApiException

url, token = sys.argv[1:]
anybody = shuyuan.ApiClient(shuyuan.Configuration(host=url))

found = shuyuan.SearchApi(anybody).search_entries(q="公交站点", limit=1)
assert found.total >= 1, found
entry = shuyuan.EntriesApi(anybody).get_entry(found.items[0].id).actual_instance.entry
assert entry.title.zh and entry.openness.actual_instance.level == "unconditional", entry
data = shuyuan.DataApi(anybody)
rows = data.get_rows(entry.distributions[0].id, filter=["所在区县:eq:榆溪区"], limit=5)
column = [each.name for each in rows.columns].index("所在区县")
assert rows.rows and all(row[column] == "榆溪区" for row in rows.rows), rows

try:
    shuyuan.RequestsApi(anybody).list_requests()
    raise AssertionError("requests were read without a token")
except ApiException as refused:
    assert refused.status == 401 and refused.data.code == "token-missing", refused

department = shuyuan.RequestsApi(shuyuan.ApiClient(shuyuan.Configuration(host=url, access_token=token)))
assert department.list_requests(direction="out").items
try:
    department.create_request(sharing_request_fields=shuyuan.SharingRequestFields(entry=entry.id))
    raise AssertionError("a request without a purpose was accepted")
except ApiException as refused:
    assert refused.status == 422 and refused.data.violations, refused

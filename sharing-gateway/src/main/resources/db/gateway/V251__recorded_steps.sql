-- Whatever changes these is a step of a process.
call gateway.record_steps('undertaking', 'id');
call gateway.record_steps('request', 'id', 'entry_title', 'version,changed,received,agreed_by,reviewed_by,extension');
call gateway.record_steps('request_step', 'id');
call gateway.record_steps('grants', 'id', '', 'used_rows,used_calls,first_delivery,version');
call gateway.record_steps('grant_step', 'id');
call gateway.record_steps('dispute', 'id');
call gateway.record_steps('dispute_statement', 'id');
call gateway.record_steps('application', 'id', 'entry_title,name,use', 'version');
call gateway.record_steps('application_step', 'id');
call gateway.record_steps('content_hit', 'id', 'evidence');
call gateway.record_steps('data_version', 'distribution,version', 'filename,profile,notes,comparison,declared,undescribed',
	'attempts,processed,profile,format,media_type,public_available,entered,rules_version,notes,comparison,undescribed');
call gateway.record_steps('version_event', 'number');
call gateway.record_steps('data_recall', 'id', 'findings');
call gateway.record_steps('data_recall_recipient', 'recall,agency');
call gateway.record_steps('upstream', 'distribution', 'credential');
call gateway.record_steps('deadline', 'code');
call gateway.record_steps('longest_term', 'code');
call gateway.record_steps('undertaking_text', 'version');

insert into gateway.step_table
select 'request_step', 'id', '', 'true', coalesce(max(id), 0) from gateway.request_step
union all select 'grant_step', 'id', '', 'true', coalesce(max(id), 0) from gateway.grant_step
union all select 'application_step', 'id', '', 'true', coalesce(max(id), 0) from gateway.application_step;

-- How far ahead a last day may lie is data, like the deadlines.
create table gateway.longest_term (
	code text primary key,
	months int not null check (months between 1 and 120),
	clause text not null
);
insert into gateway.longest_term (code, months, clause) values
	('request', 36, 'D20'), ('put-right', 6, 'D29'), ('application', 24, 'GZ65'), ('undertaking', 36, 'D24');

-- What agencies undertake is a fixed text with a version; who signed an earlier one signs again.
create table gateway.undertaking_text (
	version int primary key,
	text_zh text not null,
	text_en text not null,
	since date not null
);
insert into gateway.undertaking_text (version, text_zh, text_en, since) values (1,
	'本部门承诺：一、共享数据仅用于申请所述的履职目的，不扩大范围，不改变用途，未经提供部门同意不提供给第三方；二、落实数据安全管理责任和技术措施，仅由必要人员接触数据；三、如实记录使用场景、过程、存储与销毁情况并保存三年以上，接受提供部门和数据主管部门的检查；四、发现泄露、篡改、丢失或误用，立即处置并报告；五、目的实现、消失或期限届满后，按提供部门要求处置数据并予以确认。',
	'We undertake: 1. to use shared data only for the duties stated in the request, within the scope and for the purpose granted, and to give them to no third party without the provider''s consent; 2. to answer for their security by organisation and technology, and to let only those see them who must; 3. to keep a true record of scenario, process, storage and destruction for at least three years, open to inspection by the provider and the data authority; 4. to act on and report any leak, alteration, loss or misuse at once; 5. to dispose of the data as the provider says when the purpose is fulfilled or gone or the term is over, and to confirm it.',
	date '2026-01-01');
alter table gateway.undertaking add version int, add until date;

package org.shuyuan.catalogue.workbook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;

/**
 * Reads a resource of a workbook as an entry. What the workbook has no column for, or
 * leaves blank, stays as the entry had it; a cell that says what it said before changes
 * nothing.
 */
final class ResourceReader {

	private static final int LONGEST_EXTENSION = 2_000;

	private final WorkbookResource resource;

	private final @Nullable Entry before;

	/** What is so where the workbook says nothing. */
	private final Entry base;

	private final Map<WorkbookColumn, String> saidBefore;

	private final List<CellViolation> violations = new ArrayList<>();

	private ResourceReader(WorkbookResource resource, @Nullable Entry before, AgencyId agency, AgencyLookup agencies) {
		this.resource = resource;
		this.before = before;
		this.base = (before != null) ? before : blank(resource, agency);
		this.saidBefore = (before != null) ? ResourceCells.of(before, agencies) : Map.of();
	}

	/**
	 * Reads a resource.
	 * @param before the entry that it is, absent for a new one
	 * @param agency whose it is
	 */
	static ReadResource read(WorkbookResource resource, @Nullable Entry before, AgencyId agency,
			AgencyLookup agencies) {
		return new ResourceReader(resource, before, agency, agencies).read(agency);
	}

	private ReadResource read(AgencyId agency) {
		this.resource.contradictions()
			.forEach((each) -> violate(each, "cell-contradicts", Severity.INVALID,
					Text.of("同一信息资源的多行在此列写法不一", "Rows of one resource disagree in this column"),
					Text.of("同一资源各行写成一样，或只填第一行", "Write the same in each row, or in the first row only")));
		this.resource.extensions()
			.values()
			.stream()
			.filter((each) -> each.text().length() > LONGEST_EXTENSION)
			.forEach((each) -> violate(each, "value-too-long", Severity.INVALID,
					Text.of("超过 " + LONGEST_EXTENSION + " 个字符", "Longer than " + LONGEST_EXTENSION + " characters"),
					Text.of("请缩短", "Shorten it")));
		if (this.resource.text(WorkbookColumn.TITLE).isEmpty()) {
			violate(this.resource.first(), "title-missing", Severity.INVALID,
					Text.of("缺少信息资源名称", "The resource has no name"),
					Text.of("在该资源的第一行填写名称", "Name it in its first row"));
			return new ReadResource(this.resource, this.before, null, List.of(), List.copyOf(this.violations));
		}
		List<Map<WorkbookColumn, WorkbookCell>> itemCells = this.resource.items()
			.stream()
			.filter((each) -> each.containsKey(WorkbookColumn.ITEM_NAME)
					|| each.containsKey(WorkbookColumn.ITEM_COLUMN))
			.toList();
		this.resource.items().stream().filter((each) -> !itemCells.contains(each)).forEach(this::nameless);
		SharingClass sharing = sharing();
		List<DataItem> items = items(itemCells, sharing);
		Entry entry = entry(agency, sharing, items);
		return new ReadResource(this.resource, this.before, entry, itemCells, List.copyOf(this.violations));
	}

	private Entry entry(AgencyId agency, @Nullable SharingClass sharing, List<DataItem> items) {
		return this.base.change()
			.title(title())
			.agency(agency)
			.description(value(WorkbookColumn.ABSTRACT, this.base.description(), Text::of))
			.keywords(keywords())
			.themes(themes())
			.frequency(frequency())
			.sharing(sharing)
			.modes(modes())
			.openness(openness())
			.items(items.isEmpty() ? this.base.items() : items)
			.distributions(distributions())
			.contact(contact())
			.issued(issued())
			.build();
	}

	/** A new entry that says nothing yet. */
	private static Entry blank(WorkbookResource resource, AgencyId agency) {
		String title = resource.text(WorkbookColumn.TITLE);
		return Entry.of(Text.of(title.isEmpty() ? "-" : title), agency)
			.key(WorkbookColumn.isNew(resource) ? null : WorkbookColumn.keyOf(resource))
			.build();
	}

	private Text title() {
		String zh = this.resource.text(WorkbookColumn.TITLE);
		String en = this.resource.text(WorkbookColumn.TITLE_EN);
		Text old = this.base.title();
		if (isUnchanged(WorkbookColumn.TITLE)) {
			return isUnchanged(WorkbookColumn.TITLE_EN) ? old : new Text(old.zh(), en);
		}
		return new Text(zh, en.isEmpty() ? null : en);
	}

	/** What a cell says, or what was said before where it is blank or says the same. */
	private <T> @Nullable T value(WorkbookColumn column, @Nullable T old, Function<String, T> read) {
		String text = this.resource.text(column);
		return (text.isEmpty() || isUnchanged(column)) ? old : read.apply(text);
	}

	private boolean isUnchanged(WorkbookColumn column) {
		String text = this.resource.text(column);
		return text.isEmpty() || text.equals(this.saidBefore.get(column));
	}

	private List<Text> keywords() {
		List<Text> old = this.base.keywords();
		return Objects.requireNonNull(value(WorkbookColumn.KEYWORDS, old,
				(text) -> ResourceCells.parts(text).stream().distinct().map(Text::of).toList()));
	}

	private List<String> themes() {
		List<String> old = this.base.themes();
		return Objects.requireNonNull(value(WorkbookColumn.THEMES, old, (text) -> {
			Set<String> codes = new LinkedHashSet<>();
			for (String part : ResourceCells.parts(text)) {
				CodeList.of("themes")
					.codeOf(part)
					.ifPresentOrElse(codes::add, () -> unknown(WorkbookColumn.THEMES, part, "themes"));
			}
			return List.copyOf(codes);
		}));
	}

	private @Nullable String frequency() {
		return value(WorkbookColumn.FREQUENCY, this.base.frequency(),
				(text) -> WorkbookTerms.code("frequency", "frequencies", text)
					.orElseGet(() -> unknown(WorkbookColumn.FREQUENCY, text, "frequency")));
	}

	private @Nullable LocalDate issued() {
		return value(WorkbookColumn.ISSUED, this.base.issued(), (text) -> WorkbookValues.date(text).orElseGet(() -> {
			violate(this.resource.at(WorkbookColumn.ISSUED), "date-invalid", Severity.INVALID,
					Text.of("“" + text + "”不是日期", "'%s' is no date".formatted(text)),
					Text.of("写成 2026-11-30", "Write it as 2026-11-30"));
			return null;
		}));
	}

	private @Nullable SharingClass sharing() {
		SharingClass old = this.base.sharing();
		if (isUnchanged(WorkbookColumn.SHARING) && isUnchanged(WorkbookColumn.SHARING_CONDITION)) {
			return old;
		}
		String text = this.resource.text(WorkbookColumn.SHARING);
		String code = text.isEmpty() ? ((old != null) ? old.code() : "")
				: WorkbookTerms.code("sharing", "sharing-class", text)
					.orElseGet(() -> unknown(WorkbookColumn.SHARING, text, "sharing"));
		String condition = this.resource.text(WorkbookColumn.SHARING_CONDITION);
		boolean sameCondition = isUnchanged(WorkbookColumn.SHARING_CONDITION);
		return switch ((code != null) ? code : "") {
			case "unconditional" -> new SharingClass.Unconditional();
			case "conditional" -> new SharingClass.Conditional(
					(old instanceof SharingClass.Conditional conditional) ? conditional.scope() : Set.of(),
					(sameCondition && old instanceof SharingClass.Conditional conditional) ? conditional.purposes()
							: purposes(condition));
			case "not-shared" ->
				(sameCondition && old instanceof SharingClass.NotShared) ? old : new SharingClass.NotShared(
						WorkbookValues.isNothing(condition) ? "" : condition, WorkbookValues.citations(condition));
			default -> old;
		};
	}

	private static Set<String> purposes(String condition) {
		if (WorkbookValues.isNothing(condition)) {
			return Set.of();
		}
		CodeList purposes = CodeList.of("purposes");
		Set<String> found = new LinkedHashSet<>();
		for (String part : condition.split("[；;\\n]+")) {
			if (!part.isBlank()) {
				found.add(purposes.codeOf(part).orElse(part.strip()));
			}
		}
		return found;
	}

	private List<SharingMode> modes() {
		String kind = this.resource.text(WorkbookColumn.MODE_CLASS);
		if (!isUnchanged(WorkbookColumn.MODE_CLASS) && WorkbookTerms.code("mode-class", kind).isEmpty()) {
			violate(this.resource.at(WorkbookColumn.MODE_CLASS), "mode-outside", Severity.WARNING,
					Text.of("“" + kind + "”不经共享平台，平台不提供这种方式", "'%s' does not go through the platform".formatted(kind)),
					Text.of("需要经平台共享的，改为共享平台方式并选择类型", "To share through the platform, write 共享平台方式 and choose a type"));
		}
		List<SharingMode> old = this.base.modes();
		return Objects.requireNonNull(value(WorkbookColumn.MODE, old, (text) -> {
			Set<SharingMode> modes = new LinkedHashSet<>();
			for (String part : ResourceCells.parts(text)) {
				WorkbookTerms.code("mode", "sharing-modes", part)
					.ifPresentOrElse((code) -> modes.add(SharingMode.ofCode(code)),
							() -> unknown(WorkbookColumn.MODE, part, "mode"));
			}
			return List.copyOf(modes);
		}));
	}

	private @Nullable Openness openness() {
		Openness old = this.base.openness();
		if (isUnchanged(WorkbookColumn.OPENNESS) && isUnchanged(WorkbookColumn.OPEN_CONDITION)) {
			return old;
		}
		String text = this.resource.text(WorkbookColumn.OPENNESS);
		String condition = this.resource.text(WorkbookColumn.OPEN_CONDITION);
		String said = WorkbookValues.isNothing(condition) ? "" : condition;
		String code = text.isEmpty() ? ((old != null) ? old.code() : "")
				: WorkbookTerms.code("openness", "openness", text)
					.orElseGet(() -> unknown(WorkbookColumn.OPENNESS, text, "openness"));
		return switch ((code != null) ? code : "") {
			case "unconditional" -> said.isEmpty() ? new Openness.Unconditional(licence(old))
					: new Openness.Conditional(licence(old), Text.of(said));
			case "conditional" -> new Openness.Conditional(licence(old), said.isEmpty() ? null : Text.of(said));
			case "not-open" -> new Openness.NotOpen(said, WorkbookValues.citations(said));
			default -> old;
		};
	}

	private static String licence(@Nullable Openness old) {
		return switch (old) {
			case Openness.Unconditional open -> open.licence();
			case Openness.Conditional open -> open.licence();
			case Openness.NotOpen _ -> "";
			case null -> "";
		};
	}

	private List<Distribution> distributions() {
		List<Distribution> old = this.base.distributions();
		if (isUnchanged(WorkbookColumn.FORMAT) && isUnchanged(WorkbookColumn.FORMAT_CLASS)) {
			return old;
		}
		String kinds = this.resource.text(WorkbookColumn.FORMAT_CLASS);
		Optional<String> kind = kinds.isEmpty() ? Optional.empty()
				: WorkbookTerms.code("format-class", "distribution-kinds", ResourceCells.parts(kinds).getFirst());
		if (!kinds.isEmpty() && kind.isEmpty()) {
			unknown(WorkbookColumn.FORMAT_CLASS, kinds, "format-class");
		}
		// none is dropped: data may be kept under it
		Set<Distribution> said = new LinkedHashSet<>(old);
		Set<String> formats = new LinkedHashSet<>();
		for (String part : ResourceCells.parts(this.resource.text(WorkbookColumn.FORMAT))) {
			WorkbookTerms.code("format", "formats", part)
				.ifPresentOrElse(formats::add, () -> unknown(WorkbookColumn.FORMAT, part, "format"));
		}
		for (String format : formats) {
			said.add(distribution(old, format, kind.map(DistributionKind::ofCode).orElseGet(() -> kindOf(format))));
		}
		if (formats.isEmpty() && kind.isPresent()) {
			said.add(distribution(old, null, DistributionKind.ofCode(kind.get())));
		}
		return List.copyOf(said);
	}

	private Distribution distribution(List<Distribution> old, @Nullable String format, DistributionKind kind) {
		return old.stream()
			.filter((each) -> each.kind() == kind && Objects.equals(each.format(), format))
			.findFirst()
			.orElseGet(() -> new Distribution(null, Text.of(title().zh()), kind, format, null));
	}

	private static DistributionKind kindOf(String format) {
		return switch (format) {
			case "csv", "tsv", "xlsx", "xls", "ods", "parquet" -> DistributionKind.TABLE;
			case "api" -> DistributionKind.SERVICE;
			default -> DistributionKind.FILE;
		};
	}

	private Entry.@Nullable Contact contact() {
		Entry.Contact old = this.base.contact();
		String office = value(WorkbookColumn.OFFICE, (old != null) ? old.name() : null, Function.identity());
		String phone = value(WorkbookColumn.PHONE, (old != null) ? old.phone() : null, Function.identity());
		String email = (old != null) ? old.email() : null;
		return (office == null && phone == null && email == null) ? null : new Entry.Contact(office, phone, email);
	}

	private List<DataItem> items(List<Map<WorkbookColumn, WorkbookCell>> cells, @Nullable SharingClass sharing) {
		List<DataItem> items = new ArrayList<>();
		for (Map<WorkbookColumn, WorkbookCell> each : cells) {
			items.add(ItemReader.read(each, this.before, sharing, this.violations));
		}
		return List.copyOf(items);
	}

	private void nameless(Map<WorkbookColumn, WorkbookCell> item) {
		violate(item.values().iterator().next(), "item-name-missing", Severity.INVALID,
				Text.of("此行有信息项内容但没有信息项名称", "The row describes a data item without a name"),
				Text.of("填写信息项名称，或清空此行", "Name the item, or empty the row"));
	}

	private @Nullable String unknown(WorkbookColumn column, String written, String kind) {
		this.violations.add(unknown(this.resource.at(column), column.path(), written, kind));
		return null;
	}

	static CellViolation unknown(WorkbookCell cell, String path, String written, String kind) {
		List<String> words = WorkbookTerms.words(kind);
		List<String> all = words.isEmpty() && CodeList.SCHEMES.contains(kind)
				? CodeList.of(kind).all().stream().map((each) -> each.label().zh()).toList() : words;
		String choices = String.join("、", all);
		return new CellViolation(cell,
				new Violation("value-unknown", Severity.INVALID, path,
						Text.of("“" + written + "”不是这一列认得的值", "'%s' is no value of this column".formatted(written)),
						Text.of("填写其中之一：" + choices, "Write one of: " + choices), null));
	}

	private void violate(WorkbookCell cell, String code, Severity severity, Text message, Text advice) {
		this.violations.add(new CellViolation(cell, new Violation(code, severity, "", message, advice, null)));
	}

}

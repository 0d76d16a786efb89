package org.shuyuan.catalogue.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.entry.EntryNames;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.entry.EntryState;
import org.shuyuan.catalogue.entry.EntryStore;
import org.shuyuan.catalogue.workbook.AgencyLookup;
import org.shuyuan.catalogue.workbook.CellViolation;
import org.shuyuan.catalogue.workbook.ReadResource;
import org.shuyuan.catalogue.workbook.Workbook;
import org.shuyuan.catalogue.workbook.WorkbookColumn;
import org.shuyuan.catalogue.workbook.WorkbookExtensions;
import org.shuyuan.catalogue.workbook.WorkbookResource;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.stereotype.Component;

/**
 * Finds for each resource of a workbook the entry that it is: by its code, official,
 * permanent or the agency's own, or else by its name, where only one of the agency has
 * it.
 */
@Component
class ResourceMatching {

	/** Entries read at once. */
	private static final int PAGE = 500;

	private final EntryStore entries;

	private final EntryNames names;

	private final EntryRegistration entryRegistration;

	ResourceMatching(EntryStore entries, EntryNames names, EntryRegistration entryRegistration) {
		this.entries = entries;
		this.names = names;
		this.entryRegistration = entryRegistration;
	}

	/**
	 * The resources with their entries, in order.
	 * @param agency whose those are that name none
	 * @param importOptions whose entries may be considered
	 */
	List<ImportedResource> match(Workbook workbook, ImportOptions importOptions, AgencyLookup agencies) {
		Map<AgencyId, AgencyEntries> known = known(workbook, importOptions, agencies);
		Set<EntryId> matched = new HashSet<>();
		Set<String> keys = new HashSet<>();
		List<ImportedResource> resources = new ArrayList<>(workbook.resources().size());
		for (WorkbookResource resource : workbook.resources()) {
			Optional<AgencyId> agency = agency(resource, importOptions, agencies);
			if (agency.isEmpty()) {
				resources.add(refused(resource,
						resource.cells()
							.getOrDefault(WorkbookColumn.AGENCY_CODE,
									resource.cells().getOrDefault(WorkbookColumn.AGENCY_NAME, resource.first())),
						"agency-unknown",
						Text.of("无法确定提供部门：目录中没有这个名称或代码，或有重名，或名称与代码不一致",
								"The agency cannot be determined: no name or code is known like this, several are, or the two disagree"),
						Text.of("填写部门全称或 18 位统一社会信用代码", "Write its full name or its code of 18 characters")));
				continue;
			}
			resources.add(match(resource, agency.get(), known.getOrDefault(agency.get(), AgencyEntries.NONE), matched,
					keys, agencies));
		}
		return resources;
	}

	private ImportedResource match(WorkbookResource resource, AgencyId agency, AgencyEntries entries,
			Set<EntryId> matched, Set<String> keys, AgencyLookup agencies) {
		List<Existing> found = entries.find(resource);
		if (found.size() > 1) {
			return refused(resource, resource.first(), "name-ambiguous",
					Text.of("本部门有多个条目叫这个名称", "Several entries of the agency have this name"),
					Text.of("在信息资源代码列填写要修改的条目的代码", "Write the code of the entry that is meant"));
		}
		Optional<Existing> retired = found.isEmpty() ? entries.findRetired(resource) : Optional.empty();
		if (retired.isPresent()) {
			return retired(resource, retired.get());
		}
		if (found.isEmpty()) {
			String key = agency + "\n" + WorkbookColumn.keyOf(resource);
			if (!keys.add(key)) {
				return refused(resource, resource.first(), "resource-repeated",
						Text.of("工作簿中前面已有相同代码或名称的信息资源", "A resource further up has the same code or name"),
						Text.of("合并为一个信息资源，或改用不同的名称与代码",
								"Make one resource of them, or give them their own names and codes"));
			}
			return new ImportedResource(Workbook.entry(resource, null, agency, agencies), null,
					WorkbookExtensions.merged(null, resource));
		}
		Existing existing = found.getFirst();
		if (!matched.add(existing.state().id())) {
			return refused(resource, resource.first(), "resource-repeated",
					Text.of("工作簿中前面已有同一条目", "The workbook has the same entry further up"),
					Text.of("合并为一个信息资源，或改用不同的名称与代码",
							"Make one resource of them, or give them their own names and codes"));
		}
		return new ImportedResource(Workbook.entry(resource, existing.entry(), agency, agencies), existing.state(),
				WorkbookExtensions.merged(existing.beyond(), resource));
	}

	/** What was retired stays so; under the same name something new may begin. */
	private static ImportedResource retired(WorkbookResource resource, Existing retired) {
		String id = retired.state().id().value();
		return refused(resource, resource.cells().getOrDefault(WorkbookColumn.CODE, resource.first()), "entry-retired",
				Text.of("条目“" + retired.title() + "”（" + id + "）已废止，不能再修改",
						"The entry '%s' (%s) was retired and cannot be changed".formatted(retired.title(), id)),
				Text.of("重新登记的，在信息资源代码列填写“" + WorkbookColumn.NEW + "”，将登记为新条目；废止的条目不恢复，另有条目代替的填写其代码",
						"To register it anew, write %s in the column of the code; a retired entry does not come back, so write the code of the one that takes its place, if there is one"
							.formatted(WorkbookColumn.NEW)));
	}

	private static Optional<AgencyId> agency(WorkbookResource resource, ImportOptions importOptions,
			AgencyLookup agencies) {
		String code = resource.text(WorkbookColumn.AGENCY_CODE);
		String name = resource.text(WorkbookColumn.AGENCY_NAME);
		if (code.isEmpty() && name.isEmpty()) {
			return Optional.ofNullable(importOptions.agency());
		}
		Optional<AgencyId> byCode = code.isEmpty() ? Optional.empty() : agencies.find(code);
		Optional<AgencyId> byName = name.isEmpty() ? Optional.empty() : agencies.find(name);
		if (byCode.isPresent() && byName.isPresent() && !byCode.equals(byName)) {
			return Optional.empty();
		}
		return code.isEmpty() ? byName : byCode;
	}

	private static ImportedResource refused(WorkbookResource resource, org.shuyuan.catalogue.workbook.WorkbookCell cell,
			String code, Text message, Text advice) {
		CellViolation violation = new CellViolation(cell,
				new Violation(code, Violation.Severity.INVALID, "", message, advice, null));
		return new ImportedResource(new ReadResource(resource, null, null, List.of(), List.of(violation)), null, null);
	}

	/** The entries that its resources may be, of agencies that may be looked at. */
	private Map<AgencyId, AgencyEntries> known(Workbook workbook, ImportOptions importOptions, AgencyLookup agencies) {
		Map<AgencyId, Set<String>> words = new HashMap<>();
		for (WorkbookResource resource : workbook.resources()) {
			agency(resource, importOptions, agencies).filter(importOptions::allow).ifPresent((agency) -> {
				Set<String> ofAgency = words.computeIfAbsent(agency, (key) -> new HashSet<>());
				ofAgency.add(resource.text(WorkbookColumn.CODE));
				ofAgency.add(resource.text(WorkbookColumn.TITLE));
			});
		}
		Map<AgencyId, AgencyEntries> known = new HashMap<>();
		words.forEach((agency, ofAgency) -> known.put(agency, entries(agency, ofAgency)));
		return known;
	}

	private AgencyEntries entries(AgencyId agency, Set<String> words) {
		AgencyEntries entries = new AgencyEntries();
		List<EntryId> candidates = this.names.candidates(agency, words);
		for (int from = 0; from < candidates.size(); from += PAGE) {
			List<EntryId> page = candidates.subList(from, Math.min(from + PAGE, candidates.size()));
			for (EntryStore.Known known : this.entries.byIds(page, EntryStore.Reading.SNAPSHOT).values()) {
				Existing existing = new Existing(known.standing(), this.entryRegistration.entry(known.description()),
						(known.harvested() != null) ? known.harvested().model() : null);
				if (existing.isMeantBy(words)) {
					entries.add(existing);
				}
			}
		}
		return entries;
	}

	/**
	 * An entry that there is.
	 *
	 * @param state its state
	 * @param entry what its latest revision says
	 * @param beyond triples beyond it
	 */
	private record Existing(EntryState state, Entry entry, @Nullable Model beyond) {

		String title() {
			return Characters.inCell(this.entry.title().zh());
		}

		/** Its id, its code, its key and its title. */
		Stream<String> words() {
			return Stream.of(this.state.id().value(), this.entry.code(), this.entry.key(), title())
				.filter(Objects::nonNull);
		}

		boolean isMeantBy(Set<String> words) {
			return words().anyMatch(words::contains);
		}

	}

	private static final class AgencyEntries {

		private static final AgencyEntries NONE = new AgencyEntries();

		private final Map<String, List<Existing>> byId = new HashMap<>();

		private final Map<String, List<Existing>> byCode = new HashMap<>();

		private final Map<String, List<Existing>> byKey = new HashMap<>();

		private final Map<String, List<Existing>> byTitle = new HashMap<>();

		/** Those that are retired, by each of their words. */
		private final Map<String, Existing> retired = new HashMap<>();

		void add(Existing existing) {
			if (existing.state().state() == LifecycleState.RETIRED) {
				existing.words().forEach((word) -> this.retired.putIfAbsent(word, existing));
				return;
			}
			put(this.byId, existing.state().id().value(), existing);
			put(this.byCode, existing.entry().code(), existing);
			put(this.byKey, existing.entry().key(), existing);
			put(this.byTitle, existing.title(), existing);
		}

		private static void put(Map<String, List<Existing>> entries, @Nullable String name, Existing existing) {
			if (name != null) {
				entries.computeIfAbsent(name, (key) -> new ArrayList<>(1)).add(existing);
			}
		}

		/**
		 * By code where it has one that is known, among several by name; else by name,
		 * but what has another code is something else.
		 */
		List<Existing> find(WorkbookResource resource) {
			String code = WorkbookColumn.codeOf(resource);
			String title = resource.text(WorkbookColumn.TITLE);
			for (Map<String, List<Existing>> codes : List.of(this.byId, this.byCode, this.byKey)) {
				List<Existing> found = codes.getOrDefault(code, List.of());
				if (found.size() == 1) {
					return found;
				}
				if (found.size() > 1) {
					return found.stream().filter((each) -> each.title().equals(title)).toList();
				}
			}
			List<Existing> named = this.byTitle.getOrDefault(title, List.of())
				.stream()
				.filter((each) -> code.isEmpty() || !hasCode(each.entry()))
				.toList();
			return (named.isEmpty() && code.isEmpty()) ? this.byKey.getOrDefault(title, List.of()) : named;
		}

		/** The retired entry that its code means, or where it has none, its name. */
		Optional<Existing> findRetired(WorkbookResource resource) {
			return WorkbookColumn.isNew(resource) ? Optional.empty()
					: Optional.ofNullable(this.retired.get(WorkbookColumn.keyOf(resource)));
		}

		private static boolean hasCode(Entry entry) {
			return entry.code() != null || entry.key() != null && !entry.key().equals(entry.title().zh());
		}

	}

}

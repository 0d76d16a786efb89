package org.shuyuan.catalogue.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.EntryJsonReader;
import org.shuyuan.catalogue.entry.EntryProblems;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.harvest.HarvestedFaults;
import org.shuyuan.vocab.harvest.HarvestedGraph;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.negativelist.SecrecyMarks;
import org.shuyuan.vocab.rdf.Violation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the records of one import, on several threads, without the database except for
 * the agencies.
 */
final class RecordReader {

	private final ImportOptions importOptions;

	private final EntryJsonReader reader;

	private final EntryRegistration entryRegistration;

	private final Agencies agencies;

	private final JsonMapper json;

	private final ConcurrentHashMap<AgencyId, Boolean> known = new ConcurrentHashMap<>();

	RecordReader(ImportOptions importOptions, EntryJsonReader reader, EntryRegistration entryRegistration,
			Agencies agencies, JsonMapper json) {
		this.importOptions = importOptions;
		this.reader = reader;
		this.entryRegistration = entryRegistration;
		this.agencies = agencies;
		this.json = json;
	}

	ImportRecord read(RawRecord raw) {
		try {
			return switch (raw) {
				case RawRecord.Line line ->
					ready(line.line(), this.reader.read(line.bytes()), null, digest(line.bytes()), new ArrayList<>());
				case RawRecord.TooLong line -> throw IntakeProblems.lineTooLong();
				case RawRecord.Dataset dataset -> ofGraph(dataset);
				case RawRecord.Statement statement -> throw IntakeProblems.statementBroken(statement.statement());
				case RawRecord.Resource resource -> ofWorkbook(resource.line(), resource.resource());
			};
		}
		catch (Problem ex) {
			return new ImportRecord.Refused(raw.line(), repeatable(raw, ex), ex.getBody());
		}
	}

	private ImportRecord ofGraph(RawRecord.Dataset raw) {
		Model closure = HarvestedGraph.closureOf(raw.dataset().getModel(), raw.dataset());
		AgencyId agency = this.importOptions.agency();
		if (agency == null) {
			throw IntakeProblems.agencyNeeded();
		}
		EntryRegistration.refuseSecrets(closure);
		List<Violation> refusing = HarvestedFaults.refusing(raw.dataset().inModel(closure));
		if (!refusing.isEmpty()) {
			throw IntakeProblems.addressInvalid(refusing);
		}
		try {
			List<Violation> notes = new ArrayList<>(raw.notes());
			notes.addAll(HarvestedFaults.leaveOutAddresses(closure));
			List<Violation> unread = new ArrayList<>();
			Entry entry = HarvestedGraph.entry(raw.dataset().inModel(closure), agency, this.importOptions.source(),
					unread);
			notes.addAll(HarvestedFaults.leaveOutLiterals(closure));
			unread.stream().filter((each) -> !isNoted(each, notes)).forEach(notes::add);
			return ready(raw.line(), entry, closure, null, notes);
		}
		catch (IllegalArgumentException ex) {
			throw IntakeProblems.titleMissing();
		}
	}

	/** Whether an invalid date was already recorded as a literal. */
	private static boolean isNoted(Violation unread, List<Violation> notes) {
		return unread.code().equals("date-left-out") && notes.stream()
			.anyMatch((each) -> each.code().equals("literal-ill-typed") && each.path().equals(unread.path()));
	}

	private ImportRecord ready(int line, Entry read, @Nullable Model beyond, byte @Nullable [] digest,
			List<Violation> notes) {
		EntryRegistration.refuseSecrets(read);
		Entry entry = this.importOptions
			.applied(ImportedCodes.resolved(read, this.importOptions.completeness(), notes));
		if (!this.importOptions.mayNameOrigin()) {
			EntryRegistration.refuseForeignMembers(entry, null);
		}
		if (entry.agency() != null) {
			check(entry.agency());
		}
		if (entry.key() == null) {
			throw IntakeProblems.keyMissing();
		}
		EntryRegistration.Prepared prepared = this.entryRegistration.prepare(entry, null, EntryId.random(), beyond);
		return new ImportRecord.Ready(line, entry.key(), entry, beyond, prepared, digest, List.copyOf(notes), null,
				false);
	}

	/**
	 * A description that an agency's workbook changes becomes its own, regardless of who
	 * described it first.
	 */
	private ImportRecord ofWorkbook(int line, ImportedResource resource) {
		if (resource.read().resource().texts().anyMatch(SecrecyMarks::in)) {
			throw EntryProblems.secret();
		}
		List<Violation> refusing = resource.refusing();
		Entry said = resource.entry();
		if (said == null || !refusing.isEmpty()) {
			throw EntryProblems.invalid(refusing);
		}
		Entry before = resource.before();
		Entry entry = said.equals(before) ? said : this.importOptions.applied(said);
		EntryRegistration.refuseSecrets(entry);
		check(entry.agency());
		EntryId id = (resource.known() != null) ? resource.known().id() : EntryId.random();
		EntryRegistration.Prepared prepared = this.entryRegistration.prepare(entry, before, id, resource.beyond());
		String key = (entry.key() != null) ? entry.key() : id.value();
		return new ImportRecord.Ready(line, key, entry, resource.beyond(), prepared, null, prepared.violations(),
				resource.known(), true);
	}

	private void check(AgencyId agency) {
		if (!this.importOptions.allow(agency)) {
			throw new Problem(CatalogueProblemType.AGENCY_FOREIGN,
					Text.of("编目员只能为本部门登记", "A steward registers for his own agency only"),
					Text.of("请由该部门或数据主管部门导入", "Let that agency or the data authority import it"));
		}
		if (!this.known.computeIfAbsent(agency, this.agencies::exists)) {
			throw IntakeProblems.agencyUnknown();
		}
	}

	/** The key of a refused record, unless the record may not be repeated at all. */
	private @Nullable String repeatable(RawRecord raw, Problem problem) {
		if (problem.code().equals("state-secret-refused")) {
			return null;
		}
		return switch (raw) {
			case RawRecord.Line line -> key(line.bytes());
			case RawRecord.TooLong _ -> null;
			case RawRecord.Dataset dataset -> dataset.dataset().getURI();
			case RawRecord.Statement statement -> statement.statement().subject();
			case RawRecord.Resource resource -> resource.resource().title();
		};
	}

	private @Nullable String key(byte[] line) {
		try {
			return Optional.ofNullable(this.json.readTree(line).get("key"))
				.filter(JsonNode::isString)
				.map(JsonNode::asString)
				.filter((key) -> key.length() <= 2000)
				.orElse(null);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private byte[] digest(byte[] line) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((byte) this.importOptions.completeness().ordinal());
			digest.update((byte) (this.importOptions.publishes() ? 1 : 0));
			return digest.digest(line);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package org.shuyuan.catalogue.intake;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.shuyuan.catalogue.agency.Agency;
import org.shuyuan.catalogue.text.AgencyNames;
import org.shuyuan.catalogue.workbook.AgencyLookup;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * The agencies by code and by every name that people call them. A short name that several
 * go by means none of them.
 */
final class NamedAgencies implements AgencyLookup {

	private final Map<AgencyId, String> names = new HashMap<>();

	private final Map<String, Set<AgencyId>> byName = new HashMap<>();

	private final Map<String, Set<AgencyId>> byShortName = new HashMap<>();

	NamedAgencies(List<Agency> agencies) {
		AgencyNames shortNames = new AgencyNames();
		for (Agency agency : agencies) {
			AgencyId id = agency.id();
			if (id != null) {
				String name = agency.name().zh();
				this.names.put(id, name);
				put(this.byName, id.value(), id);
				put(this.byName, name, id);
				AgencyNames.Names known = shortNames.of(folded(name));
				known.withPlace().forEach((each) -> put(this.byShortName, each, id));
				known.withoutPlace().forEach((each) -> put(this.byShortName, each, id));
			}
		}
	}

	private static void put(Map<String, Set<AgencyId>> names, String name, AgencyId id) {
		names.computeIfAbsent(folded(name), (key) -> new HashSet<>()).add(id);
	}

	@Override
	public Optional<AgencyId> find(String nameOrCode) {
		String folded = folded(nameOrCode);
		return only(this.byName.get(folded)).or(() -> only(this.byShortName.get(folded)));
	}

	private static Optional<AgencyId> only(@org.jspecify.annotations.Nullable Set<AgencyId> agencies) {
		return (agencies != null && agencies.size() == 1) ? Optional.of(agencies.iterator().next()) : Optional.empty();
	}

	@Override
	public String name(AgencyId agency) {
		return this.names.getOrDefault(agency, agency.value());
	}

	private static String folded(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
	}

}

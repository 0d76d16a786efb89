package org.shuyuan.portal.display;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;

import org.springframework.stereotype.Component;

/**
 * Code lists of the vocabulary, and the agencies, which are cached for a minute.
 */
@Component
public class CodeNames {

	private static final Duration KEPT = Duration.ofMinutes(1);

	private final CatalogueDesk catalogue;

	private final InstantSource clock = InstantSource.system();

	private final Map<String, Kept> lists = new ConcurrentHashMap<>();

	CodeNames(CatalogueDesk catalogue) {
		this.catalogue = catalogue;
	}

	/** The list of the given scheme, in its order; empty where there is none. */
	public Map<String, Text> list(String scheme) {
		Instant now = this.clock.instant();
		Kept kept = this.lists.get(scheme);
		if (kept == null || kept.until().isBefore(now)) {
			Map<String, Text> read;
			try {
				read = scheme.equals("agencies") ? agencies() : read(scheme);
			}
			catch (CallRefused ex) {
				read = (kept != null) ? kept.labels() : Map.of();
			}
			kept = new Kept(now.plus(read.isEmpty() ? Duration.ofSeconds(5) : KEPT), read);
			this.lists.put(scheme, kept);
		}
		return kept.labels();
	}

	private Map<String, Text> agencies() {
		Map<String, Text> names = new LinkedHashMap<>();
		this.catalogue.agencies().forEach((agency) -> names.put(agency.id(), agency.name()));
		return names;
	}

	private static Map<String, Text> read(String scheme) {
		Map<String, Text> labels = new LinkedHashMap<>();
		CodeList.named(scheme)
			.ifPresent((list) -> list.all().forEach((concept) -> labels.put(concept.code(), concept.label())));
		return labels;
	}

	private record Kept(Instant until, Map<String, Text> labels) {
	}

}

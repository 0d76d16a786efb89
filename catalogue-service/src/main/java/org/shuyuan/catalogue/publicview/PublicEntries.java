package org.shuyuan.catalogue.publicview;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.rdf.RdfSyntax;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.EntityTags;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.EntryGraph;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Public entries as HTTP answers: JSON or RDF by {@code Accept}, with what is needed to
 * keep a copy.
 */
@Component
public class PublicEntries {

	private static final List<MediaType> OFFERED = offered();

	private final PublicView view;

	private final ViewReadiness readiness;

	private final JsonMapper json;

	private final String baseUri;

	PublicEntries(PublicView view, ViewReadiness readiness, JsonMapper json, PlatformProperties platform) {
		this.view = view;
		this.readiness = readiness;
		this.json = json;
		this.baseUri = platform.baseUri().toString();
	}

	private static List<MediaType> offered() {
		List<MediaType> offered = new ArrayList<>(List.of(MediaType.APPLICATION_JSON));
		offered.addAll(RdfSyntax.types());
		return List.copyOf(offered);
	}

	/**
	 * The entry as the public sees it, or nothing where the reader's copy still holds.
	 * @throws Problem 404, 406, or 410 for one that is retired
	 */
	public @Nullable ResponseEntity<byte[]> answer(String id, @Nullable String accept, ServletWebRequest request) {
		MediaType type = RdfSyntax.choose(accept, OFFERED)
			.orElseThrow(() -> ViewProblems.notAcceptable(MediaType.toString(OFFERED)));
		this.readiness.require();
		PublicEntry.Published found = switch (this.view.find(id(id)).orElseThrow(ViewProblems::notFound)) {
			case PublicEntry.Published published -> published;
			case PublicEntry.Retired retired -> throw ViewProblems.retired(retired);
			case PublicEntry.Closed _ -> throw ViewProblems.notFound();
		};
		String tag = "\"p" + found.position() + "-" + type.getSubtype().replace('+', '-') + "\"";
		if (EntityTags.isKnown(request, tag) || request.checkNotModified(tag, found.changed().toEpochMilli())) {
			return null;
		}
		return ResponseEntity.ok()
			.contentType(type)
			.header(HttpHeaders.ETAG, tag)
			.lastModified(found.changed())
			.varyBy(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
			.body(bytes(found, type));
	}

	private byte[] bytes(PublicEntry.Published found, MediaType type) {
		return RdfSyntax.of(type).map((syntax) -> {
			Model model = ModelFactory.createDefaultModel();
			found.graph().forEach(model.getGraph()::add);
			model.setNsPrefixes(EntryGraph.write(found.entry(), this.baseUri).getNsPrefixMap());
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			syntax.write(model, out);
			return out.toByteArray();
		}).orElseGet(() -> this.json.writeValueAsBytes(Answer.of(found)));
	}

	private static EntryId id(String id) throws Problem {
		try {
			return new EntryId(id);
		}
		catch (IllegalArgumentException ex) {
			throw ViewProblems.notFound();
		}
	}

	/**
	 * What everyone may see.
	 *
	 * @param entry the public part
	 * @param record the entry's state
	 * @param data what there is of data
	 */
	@Schema(name = "PublicEntryResponse")
	public record Answer(Entry entry, StandingOf record, PublicEntry.Data data) {

		static Answer of(PublicEntry.Published found) {
			return new Answer(found.entry(), new StandingOf("published", found.published(), found.changed()),
					found.data());
		}

	}

	/**
	 * The state of an entry, as the public sees it.
	 *
	 * @param state always published
	 * @param published since when
	 * @param changed when it last changed
	 */
	@Schema(name = "PublicEntryRecord")
	public record StandingOf(String state, Instant published, Instant changed) {
	}

}

package org.shuyuan.catalogue.rdf;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Iris;
import org.shuyuan.vocab.LanguageTag;
import org.shuyuan.vocab.harvest.HarvestedFaults;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The addresses and language tags of JSON-LD, which a parser silently skips where they
 * are malformed: written in a form that it takes. Terms are addresses by the contexts in
 * the body itself.
 */
final class JsonLdAddresses {

	private static final JsonFactory JSON = new JsonFactory();

	private static final String UNKNOWN_LANGUAGE = "und";

	private final Set<String> addresses = new HashSet<>(Set.of("@id"));

	private final Set<String> languageMaps = new HashSet<>();

	private final Set<String> languages = new HashSet<>(Set.of("@language"));

	private boolean changed;

	private JsonLdAddresses() {
	}

	/** The body as it can be parsed; unchanged where there is nothing to repair. */
	static byte[] mended(byte[] body) {
		JsonLdAddresses values = new JsonLdAddresses();
		ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1024);
		try {
			values.readContexts(body);
			values.copy(body, out);
		}
		catch (JacksonException ex) {
			return body;
		}
		return values.changed ? out.toByteArray() : body;
	}

	private void readContexts(byte[] body) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token == JsonToken.VALUE_STRING && parser.getString().startsWith("@")) {
					learn(parser.streamReadContext(), parser.getString());
				}
			}
		}
	}

	private void learn(TokenStreamContext place, String keyword) {
		String name = name(place);
		TokenStreamContext parent = place.inArray() ? place.getParent().getParent() : place.getParent();
		if (name == null || !isContext(place)) {
			return;
		}
		String term = (parent != null) ? name(parent) : null;
		switch (keyword) {
			case "@id", "@vocab" -> {
				if (name.equals("@type") && term != null) {
					this.addresses.add(term);
				}
				else if (!name.startsWith("@") && keyword.equals("@id")) {
					this.addresses.add(name);
				}
			}
			case "@language" -> {
				if (name.equals("@container") && term != null) {
					this.languageMaps.add(term);
				}
				else if (!name.startsWith("@")) {
					this.languages.add(name);
				}
			}
			default -> {
			}
		}
	}

	private void copy(byte[] body, ByteArrayOutputStream out) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body);
				JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				TokenStreamContext place = parser.streamReadContext();
				if (token == JsonToken.VALUE_STRING) {
					string(parser, place, generator);
				}
				else if (token == JsonToken.PROPERTY_NAME
						&& this.languageMaps.contains(String.valueOf(name(place.getParent())))) {
					generator.writeName(mendedTag(parser.getString()));
				}
				else {
					generator.copyCurrentEvent(parser);
				}
			}
		}
	}

	private void string(JsonParser parser, TokenStreamContext place, JsonGenerator generator) {
		String value = parser.getString();
		String name = String.valueOf(name(place));
		if (this.languages.contains(name)) {
			generator.writeString(mendedTag(value));
		}
		else if (this.addresses.contains(name) && !Iris.hasOnlyIriCharacters(value) && !isContext(place)) {
			this.changed = true;
			generator.writeString(HarvestedFaults.unreadable(value));
		}
		else {
			generator.copyCurrentEvent(parser);
		}
	}

	private String mendedTag(String written) {
		if (written.startsWith("@")) {
			return written;
		}
		String tag = LanguageTag.wellFormed(written);
		String mended = tag.isEmpty() ? UNKNOWN_LANGUAGE : tag;
		this.changed |= !mended.equals(written);
		return mended;
	}

	/** The member that a place belongs to, through lists. */
	private static @Nullable String name(@Nullable TokenStreamContext place) {
		TokenStreamContext at = place;
		while (at != null && at.inArray()) {
			at = at.getParent();
		}
		return (at != null) ? at.currentName() : null;
	}

	private static boolean isContext(TokenStreamContext place) {
		for (TokenStreamContext at = place; at != null && !at.inRoot(); at = at.getParent()) {
			if ("@context".equals(at.currentName())) {
				return true;
			}
		}
		return false;
	}

}

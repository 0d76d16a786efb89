package org.shuyuan.vocab.harvest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.IriText;
import org.shuyuan.vocab.ShuyuanTerms;

/**
 * Which concept of ours another catalogue means: by the address that both know it by
 * (skos:exactMatch), by its name in either language, by its media type, and for
 * frequencies by a repeating interval (ISO 8601, {@code R/P1Y}).
 */
final class HarvestedCodes {

	private static final List<Property> NAMES = List.of(SKOS.notation, SKOS.prefLabel, RDFS.label, DCTerms.title,
			DCTerms.identifier, RDF.value);

	/** From this day on, a period is as long as it ever gets. */
	private static final LocalDate LONGEST_FROM = LocalDate.of(2023, 7, 1);

	private static final int LONGEST = 200;

	private HarvestedCodes() {
	}

	/** The code in a list for a value. */
	static Optional<String> code(String scheme, RDFNode value) {
		CodeList list = CodeList.of(scheme);
		if (value.isURIResource()) {
			String uri = value.asResource().getURI();
			String own = ShuyuanTerms.CODES + scheme + "/";
			if (uri.startsWith(own)) {
				return Optional.of(IriText.decode(uri.substring(own.length()))).filter(list::has);
			}
			Optional<String> same = list.all()
				.stream()
				.filter((each) -> each.property("exactMatch")
					.filter((known) -> folded(known).equals(folded(uri)))
					.isPresent())
				.map(CodeList.Concept::code)
				.findFirst()
				.or(() -> onlyNarrower(list, uri));
			if (same.isPresent()) {
				return same;
			}
		}
		return words(value).stream().flatMap((each) -> named(scheme, each).stream()).findFirst();
	}

	/** The code in a list for a word. */
	static Optional<String> named(String scheme, String word) {
		CodeList list = CodeList.of(scheme);
		return list.codeOf(word).or(() -> switch (scheme) {
			case "frequencies" -> interval(list, word);
			case "formats" -> list.all()
				.stream()
				.filter((each) -> each.property("mediaType").filter(word.strip()::equalsIgnoreCase).isPresent())
				.map(CodeList.Concept::code)
				.findFirst()
				.or(() -> word.startsWith(".") ? list.codeOf(word.substring(1)) : Optional.empty());
			default -> Optional.empty();
		});
	}

	/** The one concept that is narrower than a foreign one, if there is but one. */
	private static Optional<String> onlyNarrower(CodeList list, String uri) {
		List<String> narrower = list.all()
			.stream()
			.filter((each) -> each.property("broadMatch").filter(uri::equals).isPresent())
			.map(CodeList.Concept::code)
			.toList();
		return (narrower.size() == 1) ? Optional.of(narrower.getFirst()) : Optional.empty();
	}

	private static Optional<String> interval(CodeList list, String word) {
		String written = word.strip().toUpperCase(Locale.ROOT);
		if (!written.startsWith("R/") || written.length() > LONGEST) {
			return Optional.empty();
		}
		if (written.equals("R/PT1H")) {
			return Optional.of("hourly");
		}
		try {
			long days = LONGEST_FROM.plus(Period.parse(written.substring(2))).toEpochDay() - LONGEST_FROM.toEpochDay();
			return list.all()
				.stream()
				.filter((each) -> each.property("days").filter(String.valueOf(days)::equals).isPresent())
				.map(CodeList.Concept::code)
				.findFirst();
		}
		catch (DateTimeException | ArithmeticException ex) {
			return Optional.empty();
		}
	}

	/** What a value is called: its text, its names, the last part of its address. */
	static Set<String> words(RDFNode value) {
		if (value.isLiteral()) {
			return Set.of(value.asLiteral().getLexicalForm());
		}
		Set<String> words = new LinkedHashSet<>();
		Resource resource = value.asResource();
		for (Property name : NAMES) {
			List<String> texts = new ArrayList<>();
			resource.listProperties(name).forEach((each) -> {
				if (each.getObject().isLiteral()) {
					texts.add(each.getLiteral().getLexicalForm());
				}
			});
			texts.stream().sorted().forEach(words::add);
		}
		if (resource.isURIResource()) {
			String uri = resource.getURI();
			words.add(uri.substring(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1));
			int types = uri.indexOf("/media-types/");
			if (types >= 0) {
				words.add(uri.substring(types + "/media-types/".length()));
			}
		}
		return words;
	}

	/** Addresses differ in their scheme and last slash without meaning anything else. */
	private static String folded(String uri) {
		String plain = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
		return plain.startsWith("http://") ? "https://" + plain.substring("http://".length()) : plain;
	}

}

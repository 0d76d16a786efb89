package org.shuyuan.vocab.harvest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;
import org.shuyuan.vocab.LanguageTag;
import org.shuyuan.vocab.Text;

/**
 * Texts of a third party's description, each in its declared language.
 */
final class HarvestedTexts {

	private static final Pattern SEPARATOR = Pattern.compile("[,，、;；\n]");

	private static final int SIMPLIFIED = 0;

	private static final int UNTAGGED_CHINESE = 1;

	private static final int TRADITIONAL = 2;

	private static final int ENGLISH = 3;

	private static final int OTHER = 4;

	private HarvestedTexts() {
	}

	/** Each in its own language; several in one literal are split. */
	static List<Text> keywords(Resource dataset) {
		List<Text> keywords = new ArrayList<>();
		for (RDFNode each : objects(dataset, DCAT.keyword)) {
			if (each.isLiteral()) {
				for (String word : SEPARATOR.split(each.asLiteral().getString())) {
					if (!word.isBlank()) {
						keywords.add(Text.inLanguage(word.strip(), each.asLiteral().getLanguage()));
					}
				}
			}
		}
		return keywords.stream().distinct().sorted(Comparator.comparing(Text::zh)).toList();
	}

	/**
	 * Chinese where there is any, simplified before traditional, English beside it;
	 * otherwise what there is, in its own language.
	 */
	static Optional<Text> text(Resource node, Property property) {
		List<Literal> literals = objects(node, property).stream()
			.filter(RDFNode::isLiteral)
			.map(RDFNode::asLiteral)
			.filter((each) -> !each.getString().isBlank())
			.sorted(Comparator.comparingInt(HarvestedTexts::languageRank)
				.thenComparing((each) -> LanguageTag.wellFormed(each.getLanguage()))
				.thenComparing(Literal::getString))
			.toList();
		if (literals.isEmpty()) {
			return Optional.empty();
		}
		Literal first = literals.getFirst();
		String language = LanguageTag.wellFormed(first.getLanguage());
		if (languageRank(first) >= ENGLISH) {
			return Optional.of(Text.foreign(first.getString(), LanguageTag.isEnglish(language) ? "en" : language));
		}
		String english = literals.stream()
			.filter((each) -> languageRank(each) == ENGLISH)
			.map(Literal::getString)
			.findFirst()
			.orElse(null);
		return Optional.of(new Text(first.getString(), english));
	}

	/** Which of several languages comes first. */
	private static int languageRank(Literal literal) {
		String tag = LanguageTag.wellFormed(literal.getLanguage());
		if (LanguageTag.isChinese(tag)) {
			return LanguageTag.isTraditional(tag) ? TRADITIONAL : SIMPLIFIED;
		}
		if (tag.isEmpty() && LanguageTag.isWrittenInChinese(literal.getString())) {
			return UNTAGGED_CHINESE;
		}
		return LanguageTag.isEnglish(tag) ? ENGLISH : OTHER;
	}

	/** A single literal, in its own language. */
	static Text text(Literal literal) {
		return Text.inLanguage(literal.getString().strip(), literal.getLanguage());
	}

	private static List<RDFNode> objects(Resource node, Property property) {
		return node.listProperties(property).mapWith(Statement::getObject).toList();
	}

}

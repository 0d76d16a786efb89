package org.shuyuan.portal.display;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.Actions;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.process.HitState;
import org.shuyuan.vocab.process.RequestState;
import org.shuyuan.vocab.process.WorkingDays;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.row.RowCondition;
import org.shuyuan.vocab.row.RowOperator;

import org.springframework.context.MessageSource;

/**
 * How things are said to the person reading: names instead of codes, days in the city's
 * zone, in the reader's language.
 */
public class Display {

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	private final CodeNames codes;

	private final MessageSource messages;

	private final Locale locale;

	private final ZoneId zone;

	Display(CodeNames codes, MessageSource messages, Locale locale, ZoneId zone) {
		this.codes = codes;
		this.messages = messages;
		this.locale = locale;
		this.zone = zone;
	}

	public String language() {
		return this.locale.getLanguage();
	}

	/** The text in the reader's language; empty for none. */
	public String text(@Nullable Object text) {
		return switch (text) {
			case null -> "";
			case Text both -> both.in(language());
			case Map<?, ?> both -> {
				Object own = both.get(language().startsWith("en") ? "en" : "zh");
				Object other = (own != null) ? own : both.get("zh");
				yield (other != null) ? other.toString() : both.toString();
			}
			case List<?> many -> String.join(" · ", many.stream().map(this::text).toList());
			default -> text.toString();
		};
	}

	/** A reason given as a text or in two languages. */
	public String reason(@Nullable Object reason) {
		if (reason instanceof Map<?, ?> said && said.get("zh") == null && said.get("detail") != null) {
			return text(said.get("detail"));
		}
		return text(reason);
	}

	/** The message with the given key. */
	public String say(String key, Object... arguments) {
		String said = this.messages.getMessage(key, arguments, key, this.locale);
		return (said != null) ? said : key;
	}

	/** The message of a kind for a code; the code itself where there is none. */
	public String term(String kind, @Nullable Object code) {
		if (code == null) {
			return "";
		}
		String said = this.messages.getMessage("desk." + kind + "." + code, null, code.toString(), this.locale);
		return (said != null) ? said : code.toString();
	}

	/**
	 * What a form did, in words: the message of its name, or of the name before an id or
	 * a variant ({@code hit-…}, {@code assess-secrecy}), or that it is done.
	 */
	public String done(String form) {
		for (String name = form; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('-')))) {
			String said = this.messages.getMessage("desk.done." + name, null, "", this.locale);
			if (said != null && !said.isEmpty()) {
				return said;
			}
		}
		return say("desk.done.other");
	}

	/**
	 * A clause in words: {@code D13} is art. 13 of the Government Data Sharing
	 * Regulation.
	 */
	public String clause(@Nullable String clause) {
		if (clause == null) {
			return "";
		}
		return clause.matches("D\\d+") ? say("desk.clause.regulation", clause.substring(1)) : code("clauses", clause);
	}

	/** The label of a code in a list; the code itself where the list has none. */
	public String code(String scheme, @Nullable String code) {
		if (code == null || code.isBlank()) {
			return "";
		}
		Text label = this.codes.list(scheme).get(code);
		return (label != null) ? label.in(language()) : code;
	}

	/**
	 * What a rule of the negative list looks for, as the code list or the scan names it.
	 */
	public String rule(@Nullable Object rule) {
		String code = (rule == null) ? "" : rule.toString();
		String named = code("negative-list", code);
		return named.equals(code) ? term("rule", rule) : named;
	}

	/** A row condition in words; one that cannot be read, as it was written. */
	public String condition(String condition) {
		return RowCondition.parse(condition)
			.map((read) -> say("desk.condition." + read.operator().code(), read.column(),
					read.value().replace(",", say("desk.condition.or"))))
			.orElse(condition);
	}

	/** What a select of operators of row conditions offers. */
	public Map<String, String> operators() {
		return terms("op", Arrays.stream(RowOperator.values()).map(RowOperator::code).toArray(String[]::new));
	}

	/** What a select of states of requests offers. */
	public Map<String, String> requestStates() {
		return terms("request", Arrays.stream(RequestState.values()).map(RequestState::code).toArray(String[]::new));
	}

	/** What a select of states of entries offers. */
	public Map<String, String> entryStates() {
		return terms("state", Arrays.stream(LifecycleState.values()).map(LifecycleState::code).toArray(String[]::new));
	}

	/** What a select of states of hits offers. */
	public Map<String, String> hitStates() {
		return terms("hit", Arrays.stream(HitState.values()).map(HitState::code).toArray(String[]::new));
	}

	/** Whether an answer that is read as a map offers an action to the person. */
	public boolean offers(Map<?, ?> answer, String action) {
		return Actions.in(answer).has(action);
	}

	/** What was recorded of an assessment, in words. */
	public String assessed(CatalogueDesk.Assessed assessment) {
		return term("assessment", assessment.kind()) + " · " + term("outcome", assessment.outcome());
	}

	/** Why a call was refused, as the code list or the problem says it. */
	public String refusal(@Nullable Object reason) {
		String code = (reason == null) ? "" : reason.toString();
		String named = code("refusals", code);
		return named.equals(code) ? term("problem", reason) : named;
	}

	/**
	 * What a call was for, or which step of which process was taken
	 * ({@code request.withdraw}); of an address the end, where nothing else was decided.
	 */
	public String action(@Nullable Object action) {
		String code = (action == null) ? "" : action.toString();
		int dot = code.indexOf('.');
		if (dot > 0) {
			return known("audit-process", code.substring(0, dot), "other") + " · "
					+ known("audit-step", code.substring(dot + 1), "other");
		}
		return known("audit-action",
				code.equals("distributions") ? "describe" : code.substring(code.lastIndexOf('/') + 1), "other");
	}

	/** The message of a kind for a code; that of another code where there is none. */
	public String known(String kind, @Nullable Object code, String otherwise) {
		String said = this.messages.getMessage("desk." + kind + "." + code, null, "", this.locale);
		return (said != null && !said.isEmpty()) ? said : term(kind, otherwise);
	}

	/** Which item of an entry a JSON path is about, counted from one; empty for none. */
	public String place(@Nullable String path) {
		Integer item = new FieldErrors.Fault(FieldErrors.field(path), "", null, null, Violation.Severity.INVALID)
			.item();
		return (item == null) ? "" : say("desk.field.item.number", item);
	}

	/** The last day of a term of working days from an instant on. */
	public String workingDays(Instant from, int days) {
		return WorkingDays.china().plusWorkingDays(from.atZone(this.zone).toLocalDate(), days).toString();
	}

	/**
	 * The language of a text on this page, for screen readers: Chinese where an English
	 * page shows Chinese, else that of the page.
	 */
	public @Nullable String lang(@Nullable Object text) {
		boolean chinese = text != null && text.toString().codePoints().anyMatch(Character::isIdeographic);
		return (chinese && language().startsWith("en")) ? "zh-CN" : null;
	}

	/** Several texts in one line. */
	public String list(List<String> texts) {
		return String.join(say("desk.list.separator"), texts);
	}

	/** The name of an agency; its code where it is not known. */
	public String agency(@Nullable Object id) {
		return (id == null) ? "" : code("agencies", id.toString());
	}

	/** The name of an area; its code where the bundle {@code area} has none. */
	public String area(@Nullable String code) {
		String named = (code == null) ? null : this.messages.getMessage("area." + code, null, code, this.locale);
		return (named == null) ? "" : named;
	}

	/** The areas of the city by their codes, which the form of an entry offers. */
	public Map<String, String> areas() {
		Map<String, String> areas = new LinkedHashMap<>();
		String codes = this.messages.getMessage("area.codes", null, "", this.locale);
		for (String code : ((codes == null) ? "" : codes).split(",")) {
			if (!code.isBlank()) {
				areas.put(code.strip(), area(code.strip()));
			}
		}
		return areas;
	}

	/** What a select of the list offers. */
	public Map<String, String> choices(String scheme) {
		Map<String, String> choices = new LinkedHashMap<>();
		this.codes.list(scheme).forEach((code, label) -> choices.put(code, label.in(language())));
		return choices;
	}

	/** What a select of terms from the message bundle offers. */
	public Map<String, String> terms(String kind, String... offered) {
		Map<String, String> choices = new LinkedHashMap<>();
		Arrays.asList(offered).forEach((code) -> choices.put(code, term(kind, code)));
		return choices;
	}

	/** The modes that an entry is shared in; all where it names none. */
	public Map<String, String> modes(List<SharingMode> listed) {
		List<SharingMode> offered = listed.isEmpty() ? List.of(SharingMode.values()) : listed;
		return terms("mode", offered.stream().map(SharingMode::code).toArray(String[]::new));
	}

	/** An instant to the minute in the city's zone. */
	public String time(@Nullable Object instant) {
		return formatted(instant, MINUTE);
	}

	/** An instant to the second in the city's zone. */
	public String second(@Nullable Object instant) {
		return formatted(instant, SECOND);
	}

	private String formatted(@Nullable Object instant, DateTimeFormatter format) {
		return switch (instant) {
			case null -> "";
			case Instant at -> format.format(at.atZone(this.zone));
			default -> {
				try {
					yield format.format(Instant.parse(instant.toString()).atZone(this.zone));
				}
				catch (DateTimeParseException ex) {
					yield instant.toString();
				}
			}
		};
	}

	/** A day in the city's zone. */
	public String day(@Nullable Object day) {
		String shown = (day instanceof LocalDate date) ? date.toString() : time(day);
		return (shown.length() > 10) ? shown.substring(0, 10) : shown;
	}

	/** A size in bytes, short. */
	public String size(@Nullable Object bytes) {
		if (!(bytes instanceof Number number)) {
			return "";
		}
		double left = number.doubleValue();
		for (String unit : List.of("B", "KB", "MB", "GB")) {
			if (left < 1024 || unit.equals("GB")) {
				return (unit.equals("B") ? "%.0f %s" : "%.1f %s").formatted(left, unit);
			}
			left /= 1024;
		}
		return "";
	}

}

package org.shuyuan.portal.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a service says that the person may do now; pages offer these and no others.
 */
public final class Actions {

	/** Nothing. */
	public static final Actions NONE = new Actions(List.of());

	private final List<Offer> offers;

	private Actions(List<Offer> offers) {
		this.offers = offers;
	}

	/** The actions as a service lists them; none where it says nothing. */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static Actions of(@Nullable List<Offer> offers) {
		return (offers == null) ? NONE : new Actions(List.copyOf(offers));
	}

	/** The actions of an answer that is read as a map. */
	public static Actions in(Map<?, ?> answer) {
		List<Offer> offers = new ArrayList<>();
		if (answer.get("actions") instanceof List<?> all) {
			for (Object one : all) {
				if (one instanceof Map<?, ?> action && action.get("name") instanceof String name) {
					offers.add(new Offer(name, action.get("required") instanceof List<?> required
							? required.stream().map(String::valueOf).toList() : List.of()));
				}
			}
		}
		return new Actions(List.copyOf(offers));
	}

	/** Whether the action with the given code may be taken. */
	public boolean has(String name) {
		return this.offers.stream().anyMatch((offer) -> offer.name().equals(name));
	}

	/** Whether any of the actions may be taken. */
	public boolean hasAny(String... names) {
		return !among(List.of(names)).isEmpty();
	}

	/** Those of the actions that may be taken, in the order given. */
	public List<String> among(List<String> names) {
		return names.stream().filter(this::has).toList();
	}

	/** Whether a member has to be stated with an action. */
	public boolean requires(String name, String member) {
		return this.offers.stream().anyMatch((offer) -> offer.name().equals(name) && offer.required().contains(member));
	}

	@JsonValue
	List<Offer> offers() {
		return this.offers;
	}

	/**
	 * One action.
	 *
	 * @param name its code
	 * @param required members that have to be stated with it
	 */
	public record Offer(String name, List<String> required) {

		public Offer {
			required = (required == null) ? List.of() : List.copyOf(required);
		}

	}

}

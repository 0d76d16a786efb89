package org.shuyuan.vocab.process;

import java.util.List;

/**
 * An action that the caller may take now: neither its state nor the caller's roles, side
 * or earlier part in it prevent it. What is stated with it may still be refused.
 *
 * @param name what can be done
 * @param required members that have to be stated with it
 */
public record AllowedAction(ProcessAction name, List<String> required) {

	public AllowedAction {
		required = List.copyOf(required);
	}

	/** An action with the members that have to be stated with it. */
	public static AllowedAction of(ProcessAction name, String... required) {
		return new AllowedAction(name, List.of(required));
	}

}

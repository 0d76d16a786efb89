package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.List;

import org.shuyuan.portal.client.RequestSummary;
import org.shuyuan.portal.client.SignedInPerson;

/**
 * Which steps a request offers a person: by its state, the person's roles and the side
 * the person's agency stands on. The gateway decides anew on every step.
 */
final class RequestStepOptions {

	private RequestStepOptions() {
	}

	static List<String> of(RequestSummary request, SignedInPerson signedInPerson) {
		List<String> steps = new ArrayList<>();
		boolean asks = signedInPerson.agency() != null && signedInPerson.agency().equals(request.requester());
		boolean provides = signedInPerson.agency() != null && signedInPerson.agency().equals(request.provider());
		if (asks) {
			asking(request.state(), signedInPerson, steps);
		}
		if (provides) {
			providing(request.state(), signedInPerson, steps);
		}
		return steps;
	}

	private static void asking(String state, SignedInPerson signedInPerson, List<String> steps) {
		boolean officer = signedInPerson.is("sharing-officer");
		boolean head = signedInPerson.is("sharing-head");
		switch (state) {
			case "draft" -> {
				add(steps, officer, "edit");
				add(steps, head, "agree", "decline");
				add(steps, officer || head, "withdraw");
			}
			case "completing" -> {
				add(steps, officer, "edit", "complete");
				add(steps, officer || head, "withdraw");
			}
			case "submitted", "reviewed", "ordered" -> add(steps, officer || head, "withdraw");
			case "refused" -> add(steps, officer || head, "dispute");
			default -> {
				// nothing is left to do
			}
		}
	}

	private static void providing(String state, SignedInPerson signedInPerson, List<String> steps) {
		boolean officer = signedInPerson.is("sharing-officer");
		boolean head = signedInPerson.is("sharing-head");
		switch (state) {
			case "submitted" -> {
				add(steps, officer, "review", "ask-completion");
				add(steps, officer || head, "extend");
			}
			case "reviewed" -> {
				add(steps, head, "approve", "refuse");
				add(steps, officer || head, "extend");
			}
			case "ordered" -> add(steps, head, "approve");
			default -> {
				// waits for the requester, or is over
			}
		}
	}

	/** The way from draft to its end, as the stepper shows it. */
	static List<String> path(RequestSummary request) {
		return switch (request.state()) {
			case "refused" -> List.of("draft", "submitted", "reviewed", "refused");
			case "ordered" -> List.of("draft", "submitted", "ordered", "approved");
			case "withdrawn" -> List.of("draft", "withdrawn");
			case "declined" -> List.of("draft", "declined");
			case "completing" -> List.of("draft", "submitted", "completing", "reviewed", "approved");
			default -> List.of("draft", "submitted", "reviewed", "approved");
		};
	}

	private static void add(List<String> steps, boolean may, String... names) {
		if (may) {
			steps.addAll(List.of(names));
		}
	}

}

package org.shuyuan.portal.display;

import java.util.Map;
import java.util.function.Supplier;

import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.ServiceProblem;

import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One act from a form: done with a message, or refused with the input kept, and
 * redirected to a page either way.
 */
public final class FormAction {

	private FormAction() {
	}

	/**
	 * Acts and redirects.
	 * @param form name of the form, where a refusal is shown
	 * @param typed what was typed, shown again on a refusal
	 * @param back address of the page to go to
	 */
	public static String of(String form, Map<String, String> typed, String back, RedirectAttributes flash,
			Runnable act) {
		return of(form, typed, () -> back, flash, act);
	}

	/**
	 * Acts and redirects to where the act leads.
	 * @param back asked for the address after the act
	 */
	public static String of(String form, Map<String, String> typed, Supplier<String> back, RedirectAttributes flash,
			Runnable act) {
		try {
			act.run();
			flash.addFlashAttribute("done", form);
		}
		catch (CallRefused ex) {
			refused(form, typed, flash, ex.problem());
		}
		catch (ResourceAccessException ex) {
			refused(form, typed, flash, ServiceProblem.of(503, "unreachable"));
		}
		return "redirect:" + back.get();
	}

	private static void refused(String form, Map<String, String> typed, RedirectAttributes flash,
			ServiceProblem serviceProblem) {
		flash.addFlashAttribute("problem", serviceProblem);
		flash.addFlashAttribute("refusedForm", form);
		flash.addFlashAttribute("typed", Map.copyOf(typed));
	}

}

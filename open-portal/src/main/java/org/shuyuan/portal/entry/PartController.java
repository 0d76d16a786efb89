package org.shuyuan.portal.entry;

import java.net.URI;

import org.shuyuan.portal.catalogue.Catalogue;
import org.shuyuan.portal.catalogue.RequestedFormat;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The addresses that distributions and items have in RDF lead to their entry, in the form
 * that was asked for.
 */
@Controller
class PartController {

	private final Catalogue catalogue;

	PartController(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/distributions/{name}")
	ResponseEntity<Void> distribution(@PathVariable String name) {
		return see("distributions", name);
	}

	@GetMapping("/items/{name}")
	ResponseEntity<Void> item(@PathVariable String name) {
		return see("items", name);
	}

	private ResponseEntity<Void> see(String kind, String name) {
		int dot = name.indexOf('.');
		String id = (dot < 0) ? name : name.substring(0, dot);
		String suffix = (dot < 0) ? "" : name.substring(dot);
		boolean known = suffix.isEmpty() || RequestedFormat.SUFFIXES.containsKey(suffix.substring(1));
		if (!known || !id.matches("[a-z2-7]{26}")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(URI.create("/entries/" + this.catalogue.entryOf(kind, id) + suffix))
			.varyBy(HttpHeaders.ACCEPT)
			.build();
	}

}

package org.shuyuan.catalogue.publicview;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resolves the public entry of a distribution or an item, whose addresses stand in RDF.
 */
@RestController
@RequestMapping("/api/v1/catalogue")
@Tag(name = "entries")
class PartController {

	private final PublicView view;

	private final ViewReadiness readiness;

	PartController(PublicView view, ViewReadiness readiness) {
		this.view = view;
		this.readiness = readiness;
	}

	@GetMapping("/distributions/{id}")
	EntryReference distribution(@PathVariable DistributionId id) {
		return entry(id.value());
	}

	@GetMapping("/items/{id}")
	EntryReference item(@PathVariable ItemId id) {
		return entry(id.value());
	}

	private EntryReference entry(String part) {
		this.readiness.require();
		return new EntryReference(this.view.findByPart(part).orElseThrow(ViewProblems::notFound));
	}

	/**
	 * A public entry.
	 *
	 * @param entry which
	 */
	record EntryReference(EntryId entry) {
	}

}

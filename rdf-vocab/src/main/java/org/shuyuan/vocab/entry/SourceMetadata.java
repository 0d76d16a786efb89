package org.shuyuan.vocab.entry;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the source of a harvested description says in its own terms, beside what our code
 * lists can say. The lists are kept in the order of their addresses.
 *
 * @param publisher who publishes it there (dct:publisher); the entry's agency only
 * provides the description here
 * @param themes themes that are in no list of ours
 * @param frequency how often it changes, where that is in no list of ours
 * @param licences licences
 * @param areas areas it covers, where they are no area of GB/T 2260
 * @param accessRights who may have it
 */
public record SourceMetadata(@Nullable NamedResource publisher, List<NamedResource> themes,
		@Nullable NamedResource frequency, List<NamedResource> licences, List<NamedResource> areas,
		@Nullable NamedResource accessRights) {

	/** Nothing said. */
	public static final SourceMetadata NONE = new SourceMetadata(null, List.of(), null, List.of(), List.of(), null);

	public SourceMetadata {
		themes = sorted(themes);
		licences = sorted(licences);
		areas = sorted(areas);
	}

	private static List<NamedResource> sorted(@Nullable List<NamedResource> named) {
		return (named == null) ? List.of() : named.stream().distinct().sorted(NamedResource::compare).toList();
	}

}

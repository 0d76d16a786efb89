package org.shuyuan.portal.display;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.vocab.Text;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Titles of the entries that a list names by their ids only.
 */
@Component
public class EntryTitles {

	private final CatalogueDesk catalogue;

	EntryTitles(CatalogueDesk catalogue) {
		this.catalogue = catalogue;
	}

	/**
	 * The titles that the person signed in may read.
	 * @param entries ids, of which some may be null or no text
	 * @return titles by id; without those that cannot be read
	 */
	public Map<String, Text> of(Collection<? extends @Nullable Object> entries) {
		Map<String, Text> titles = new LinkedHashMap<>();
		entries.stream().filter(Objects::nonNull).map(String::valueOf).distinct().forEach((entry) -> {
			try {
				titles.put(entry, this.catalogue.entry(entry).entry().title());
			}
			catch (CallRefused | RestClientException ex) {
				// the list then says that there is one, without its title
			}
		});
		return titles;
	}

}

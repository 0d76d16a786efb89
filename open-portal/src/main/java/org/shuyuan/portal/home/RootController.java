package org.shuyuan.portal.home;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.portal.catalogue.Catalogue;
import org.shuyuan.portal.catalogue.SearchResult;

import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What machines look for at the root: robots, security contact, site map, search
 * description, feed.
 */
@RestController
class RootController {

	private static final int PAGE = 200;

	private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

	private static final String SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9";

	private static final long FRESH_NANOS = 600_000_000_000L;

	private volatile @Nullable Kept kept;

	private final Catalogue catalogue;

	private final SecurityContact security;

	private final String base;

	RootController(Catalogue catalogue, SecurityContact security, PlatformProperties platform) {
		this.catalogue = catalogue;
		this.security = security;
		this.base = platform.baseUri().toString();
	}

	@GetMapping(path = "/robots.txt", produces = "text/plain;charset=UTF-8")
	String robots() {
		return """
				User-agent: *
				Disallow: /workbench
				Disallow: /authority
				Disallow: /audit
				Disallow: /account
				Disallow: /desk
				Disallow: /signin
				Disallow: /api/v1/
				Sitemap: %s/sitemap.xml
				""".formatted(this.base);
	}

	/**
	 * Where to report vulnerabilities (RFC 9116); 404 while no contact is set, as an
	 * unread address is worse than none.
	 */
	@GetMapping(path = "/.well-known/security.txt", produces = "text/plain;charset=UTF-8")
	ResponseEntity<String> securityTxt() {
		return ResponseEntity.of(this.security.text(this.base));
	}

	@GetMapping(path = "/sitemap.xml", produces = "application/xml;charset=UTF-8")
	String sitemaps() {
		Kept known = this.kept;
		if (known == null || System.nanoTime() - known.at() > FRESH_NANOS) {
			known = new Kept(index(), System.nanoTime());
			this.kept = known;
		}
		return known.index();
	}

	private String index() {
		StringBuilder out = new StringBuilder(HEAD).append("<sitemapindex xmlns=\"" + SITEMAPS + "\">");
		String after = "";
		while (after != null && out.length() < 2_000_000) {
			out.append("<sitemap><loc>")
				.append(escaped(this.base + "/sitemap-" + (after.isEmpty() ? "first" : after) + ".xml"))
				.append("</loc></sitemap>");
			after = after(page(after));
		}
		return out.append("</sitemapindex>").toString();
	}

	@GetMapping(path = "/sitemap-{page}.xml", produces = "application/xml;charset=UTF-8")
	String sitemap(@PathVariable String page) {
		StringBuilder out = new StringBuilder(HEAD).append("<urlset xmlns=\"" + SITEMAPS + "\">");
		for (SearchResult.Hit hit : page(page.equals("first") ? "" : page).items()) {
			out.append("<url><loc>").append(this.base).append("/entries/").append(hit.id()).append("</loc>");
			if (hit.modified() != null) {
				out.append("<lastmod>").append(escaped(hit.modified())).append("</lastmod>");
			}
			out.append("</url>");
		}
		return out.append("</urlset>").toString();
	}

	@GetMapping(path = "/opensearch.xml", produces = "application/opensearchdescription+xml;charset=UTF-8")
	String openSearch() {
		return HEAD + """
				<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
				<ShortName>数源 Shuyuan</ShortName><Description>城市公共数据 Public data</Description>
				<InputEncoding>UTF-8</InputEncoding>
				<Url type="text/html" template="%1$s/catalogue?q={searchTerms}"/>
				</OpenSearchDescription>
				""".formatted(escaped(this.base));
	}

	@GetMapping(path = "/feed.atom", produces = "application/atom+xml;charset=UTF-8")
	String feed() {
		SearchResult newest = this.catalogue
			.searchLately(new LinkedMultiValueMap<>(Map.of("sort", List.of("modified"), "limit", List.of("30"))));
		String updated = newest.items().isEmpty() ? "2026-01-01T00:00:00Z" : instant(newest.items().getFirst());
		StringBuilder out = new StringBuilder(HEAD)
			.append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">")
			.append("<title>数源 Shuyuan</title><id>" + escaped(this.base) + "/</id><updated>" + updated + "</updated>")
			.append("<link rel=\"self\" href=\"" + escaped(this.base) + "/feed.atom\"/>");
		for (SearchResult.Hit hit : newest.items()) {
			String address = escaped(this.base + "/entries/" + hit.id());
			out.append("<entry><title>")
				.append(escaped(hit.title().zh()))
				.append("</title><id>")
				.append(address)
				.append("</id><link href=\"")
				.append(address)
				.append("\"/><updated>")
				.append(instant(hit))
				.append("</updated><author><name>")
				.append(escaped((hit.agencyName() != null) ? hit.agencyName().zh() : "数源"))
				.append("</name></author>");
			if (hit.description() != null) {
				out.append("<summary>").append(escaped(hit.description().zh())).append("</summary>");
			}
			out.append("</entry>");
		}
		return out.append("</feed>").toString();
	}

	@GetMapping("/favicon.ico")
	ResponseEntity<Void> icon() {
		return ResponseEntity.status(302).header("Location", "/assets/mark.svg").build();
	}

	private SearchResult page(String after) {
		MultiValueMap<String, String> question = new LinkedMultiValueMap<>();
		question.add("sort", "title");
		question.add("limit", String.valueOf(PAGE));
		if (!after.isEmpty()) {
			question.add("after", after);
		}
		return this.catalogue.searchLately(question);
	}

	private static @Nullable String after(SearchResult searchResult) {
		String next = searchResult.next();
		return (next == null) ? null
				: UriComponentsBuilder.fromUriString(next).build().getQueryParams().getFirst("after");
	}

	private static String instant(SearchResult.Hit hit) {
		return escaped((hit.modified() != null) ? hit.modified() : "2026-01-01") + "T00:00:00Z";
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	private record Kept(String index, long at) {
	}

}

package org.shuyuan.portal.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import org.shuyuan.observability.PlatformProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Language, frame and static files of the pages.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	private static final String HTMX = "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js";

	private final ObjectProvider<ResourceUrlProvider> addresses;

	private final PlatformProperties platform;

	private final boolean cached;

	PageConfiguration(ObjectProvider<ResourceUrlProvider> addresses, PlatformProperties platform, WebProperties web) {
		this.addresses = addresses;
		this.platform = platform;
		this.cached = web.getResources().getChain().isCache();
	}

	@Bean
	LocaleResolver localeResolver() {
		return new PageLocale();
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new PageFrameInterceptor(new Assets(this.addresses), new PageLocale(), this.platform));
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/assets/**")
			.addResourceLocations("classpath:/static/assets/")
			.addResourceLocations(htmx())
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.resourceChain(this.cached)
			.addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
	}

	/** The folder of the script, of any version. */
	private static Resource[] htmx() {
		try {
			Resource[] scripts = new PathMatchingResourcePatternResolver().getResources(HTMX);
			Resource[] folders = new Resource[scripts.length];
			for (int i = 0; i < scripts.length; i++) {
				String address = scripts[i].getURL().toString();
				folders[i] = new UrlResource(address.substring(0, address.lastIndexOf('/') + 1));
			}
			return folders;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

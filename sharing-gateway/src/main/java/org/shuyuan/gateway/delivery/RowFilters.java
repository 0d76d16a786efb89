package org.shuyuan.gateway.delivery;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Describes the parameter {@code filter}, which is read off the request itself: Spring
 * would split a single one at its commas.
 */
@Parameter(name = "filter", in = ParameterIn.QUERY, style = ParameterStyle.FORM, explode = Explode.TRUE,
		array = @ArraySchema(schema = @Schema(type = "string",
				pattern = "^.+:((eq|ne|lt|le|gt|ge|contains|starts|in):.*|null|notnull)$")))
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface RowFilters {

}

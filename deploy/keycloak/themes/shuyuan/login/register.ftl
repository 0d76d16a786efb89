<#-- Citizens register by e-mail; they choose the password once the address is verified. The user name is nobody's choice: whoever registers signs in by the address. -->
<#import "template.ftl" as layout>
<#macro field name label type complete>
  <#local failed = messagesPerField.existsError(name)>
  <div class="field"><label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="${type}" value="${(register.formData[name]!'')}" autocomplete="${complete}" required <#if failed>aria-describedby="${name}-problem" aria-invalid="true"</#if>>
    <#if failed><p class="alert bad" role="alert" id="${name}-problem">${kcSanitize(messagesPerField.get(name))?no_esc}</p></#if></div>
</#macro>
<@layout.registrationLayout displayMessage=messagesPerField.exists('global') || messagesPerField.existsError('username'); section>
  <#if section = "header">
    ${msg("registerTitle")}
  <#elseif section = "form">
    <p class="hint">${msg("shuyuanRegisterLead")}</p>
    <form method="post" action="${url.registrationAction}">
      <input type="hidden" name="username" value="c${url.registrationAction?keep_after('tab_id=')?keep_before('&')?lower_case?replace('[^a-z0-9]', '', 'r')}${.now?long?c}">
      <@field "email" msg("email") "email" "email"/>
      <@field "firstName" msg("shuyuanName") "text" "name"/>
      <button type="submit">${msg("doRegister")}</button>
    </form>
    <p><a href="${url.loginUrl}">${msg("shuyuanSignIn")}</a></p>
  </#if>
</@layout.registrationLayout>

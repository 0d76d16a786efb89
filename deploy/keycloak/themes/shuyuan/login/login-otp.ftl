<#import "template.ftl" as layout>
<#assign failed = messagesPerField.existsError('totp')>
<@layout.registrationLayout displayMessage=!failed; section>
  <#if section = "header">
    ${msg("shuyuanFactor")}
  <#elseif section = "form">
    <p class="hint">${msg("shuyuanFactorLead")}</p>
    <#if failed>
    <p class="alert bad" role="alert" id="problem">${kcSanitize(messagesPerField.get('totp'))?no_esc}</p>
    </#if>
    <form method="post" action="${url.loginAction}">
      <#if otpLogin.userOtpCredentials?size gt 1>
      <fieldset><legend>${msg("shuyuanDevice")}</legend>
        <#list otpLogin.userOtpCredentials as each>
        <label><input type="radio" name="selectedCredentialId" value="${each.id}" <#if each.id == otpLogin.selectedCredentialId>checked</#if>> ${(each.userLabel!'')?has_content?then(each.userLabel!'', msg("shuyuanDeviceFirst"))}</label>
        </#list>
      </fieldset>
      </#if>
      <div class="field"><label for="otp">${msg("shuyuanCode")}</label>
        <input id="otp" name="otp" type="text" autocomplete="one-time-code" inputmode="numeric" spellcheck="false" dir="ltr" required autofocus <#if failed>aria-describedby="problem" aria-invalid="true"</#if>></div>
      <button type="submit">${msg("doLogIn")}</button>
    </form>
  </#if>
</@layout.registrationLayout>

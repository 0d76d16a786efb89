<#-- Picture and key stand side by side: neither a script nor a second page is needed to type the key. -->
<#import "template.ftl" as layout>
<#assign failed = messagesPerField.existsError('totp','userLabel')>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("shuyuanFactorSet")}
  <#elseif section = "form">
    <p class="hint">${msg("shuyuanFactorWhy")}</p>
    <ol>
      <li>${msg("shuyuanFactorApp")}</li>
      <li><p>${msg("shuyuanFactorScan")}</p>
        <p><img class="qr" src="data:image/png;base64,${totp.totpSecretQrCode}" width="246" height="246" alt="${msg("shuyuanFactorPicture")}"></p>
        <p>${msg("shuyuanFactorKey")}<br><code dir="ltr">${totp.totpSecretEncoded}</code></p>
        <p class="hint">${msg("shuyuanFactorKind", totp.policy.getAlgorithmKey(), totp.policy.digits, totp.policy.period)}</p></li>
      <li>${msg("shuyuanFactorType")}</li>
    </ol>
    <#if failed>
    <p class="alert bad" role="alert" id="problem">${kcSanitize(messagesPerField.getFirstError('totp','userLabel'))?no_esc}</p>
    </#if>
    <form method="post" action="${url.loginAction}">
      <div class="field"><label for="totp">${msg("shuyuanCode")}</label>
        <input id="totp" name="totp" type="text" autocomplete="one-time-code" inputmode="numeric" spellcheck="false" dir="ltr" required <#if failed>aria-describedby="problem" aria-invalid="true"</#if>></div>
      <#if totp.otpCredentials?size gte 1>
      <div class="field"><label for="userLabel">${msg("shuyuanDevice")}</label>
        <input id="userLabel" name="userLabel" type="text" autocomplete="off" required></div>
      </#if>
      <input type="hidden" name="totpSecret" value="${totp.totpSecret}">
      <button type="submit">${msg("shuyuanFactorDone")}</button>
      <#if isAppInitiatedAction??>
      <button type="submit" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button>
      </#if>
    </form>
  </#if>
</@layout.registrationLayout>

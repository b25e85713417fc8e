/**
 * A certificate that nobody trusts unless told to, for `localhost` and no other name, and its key. For mail servers of tests only; good until 2126. Made by
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost -addext subjectAltName=DNS:localhost`.
 */
export const TEST_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6w76mFu93ONbuQMD
6gHbA3fLdWKx3i3DydhVfp1Z5KihRANCAARj0Ojs/Ag793VqI9RxhEC8Jenq/kBs
Xyz/wvIjHUV6lVelXR4cGikhz9WHBzj725QYZf5Kp626vNrYYQCVwtHX
-----END PRIVATE KEY-----
`;

export const TEST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUMPffNJbc/PZJYJtkr396cVcr4RAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTA3MTc0MloYDzIxMjYxMTAx
MDcxNzQyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARj0Ojs/Ag793VqI9RxhEC8Jenq/kBsXyz/wvIjHUV6lVelXR4cGikh
z9WHBzj725QYZf5Kp626vNrYYQCVwtHXo2kwZzAdBgNVHQ4EFgQU6ODFXmPpSsWd
8GaTBGXU5N0HkaUwHwYDVR0jBBgwFoAU6ODFXmPpSsWd8GaTBGXU5N0HkaUwFAYD
VR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
SAAwRQIhAKDJRgf6Un7Bu8LL6q4S/2ohpoJ1CgVkZZd+e6GqSLAoAiAGNcGw850e
bGz0TVj8gxBZlzDJGA7DOZxOQTqy7iTpHQ==
-----END CERTIFICATE-----
`;

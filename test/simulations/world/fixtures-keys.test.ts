import { expect } from "chai";

import { isKeyName, keysIn, withoutKeys } from "../../../simulations/world/fixtures-keys.ts";

describe("keys of a request", () => {
  const keys =
    "key KEY apiKey api_key api-key x-api-key x_cg_demo_api_key apikey appid app_id token access_token accessToken auth authorization sig signature X-Amz-Signature X-Amz-Credential X-Amz-Security-Token client_id clientSecret password subscription-key Ocp-Apim-Subscription-Key session_id user username email Cookie Proxy-Authorization";
  for (const name of keys.split(" ")) it(`are told by the name ${name}`, () => expect(isKeyName(name)).to.equal(true));

  const plain =
    "id stations dataset dataTypes startDate units format latitude models timezone pair interval since step limit granularity start period1 cosd sortKey monkey design author Accept User-Agent";
  for (const name of plain.split(" ")) it(`are not ${name}`, () => expect(isKeyName(name)).to.equal(false));

  it("leave the URL, and nothing else does", () => {
    expect(
      withoutKeys("https://me:s3cr3t@API.example.com:443/a%5Eb?x=1&token=s3cr3t&y=a+b%2C,&flag&%6Bey=z#top"),
    ).to.equal("https://api.example.com/a%5Eb?x=1&y=a+b%2C,&flag");
    expect(withoutKeys("https://api.example.com/a?appid=1")).to.equal("https://api.example.com/a");
    expect(withoutKeys("https://www.bitstamp.net/api/v2/ohlc/btcusd/?step=86400")).to.equal(
      "https://www.bitstamp.net/api/v2/ohlc/btcusd/?step=86400",
    );
  });

  it("are listed, from URL and headers, so that a body which repeats one is noticed", () => {
    const headers = { Authorization: "Bearer h3ader-key", "User-Agent": "Mozilla/5.0", "X-Api-Key": "other-key" };
    expect(
      keysIn("https://me:passw0rd@a.example/?day=2026-11-20&token=a%2Bb%2Bc%2Bd&auth=short", headers),
    ).to.deep.equal(["a+b+c+d", "h3ader-key", "other-key", "passw0rd"]);
  });
});

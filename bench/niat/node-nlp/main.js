// A peer of bot/understand for intents alone: node-nlp, trained on labelled texts and asked for the label of others.
// One JSON object comes in, {"rounds": n, "train": [{"text", "label"}], "ask": ["text"]}; one goes out,
// {"labels": ["label"], "times": [nanoseconds], "train": nanoseconds}; times are those of every text of every round.
'use strict';

const { NlpManager } = require('node-nlp');

const locale = 'id';

async function main() {
  const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  const manager = new NlpManager({ languages: [locale], autoSave: false, autoLoad: false, nlu: { log: false } });
  for (const { text, label } of job.train) manager.addDocument(locale, text, label);
  const begun = process.hrtime.bigint();
  await manager.train();
  const train = Number(process.hrtime.bigint() - begun);

  // Only the classifier is asked: entities, sentiment and answers would cost it time that the measure does not want.
  const nlu = manager.nlp.nluManager;
  const ask = async (text) => {
    const { classifications } = await nlu.process({ locale, utterance: text, settings: { ...manager.nlp.settings.nlu } });
    // Its best label counts, however unsure it is, for saying nothing is always wrong here.
    return (classifications.find((c) => c.intent !== 'None') || { intent: '' }).intent;
  };
  const labels = [];
  for (const text of job.ask) labels.push(await ask(text)); // not timed: warms up
  const times = [];
  for (let round = 0; round < job.rounds; round++) {
    for (const text of job.ask) {
      const start = process.hrtime.bigint();
      await ask(text);
      times.push(Number(process.hrtime.bigint() - start));
    }
  }
  process.stdout.write(JSON.stringify({ labels, times, train }));
}

main().catch((err) => {
  console.error(err);
  process.exit(1);
});
